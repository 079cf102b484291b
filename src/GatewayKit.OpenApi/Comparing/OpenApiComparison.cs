using GatewayKit.OpenApi.Comparing;

namespace GatewayKit.OpenApi;

/// <summary>
/// Compares two documents, and tells breaking changes from compatible ones. A request may not become more restricted, and a response may
/// not become less restricted. Operations are the same if they have the same method and path; names of path variables don't matter.
/// </summary>
public sealed class OpenApiComparison
{
    private OpenApiComparison(IReadOnlyList<OpenApiChange> changes, bool isComplete) => (Changes, IsComplete) = (changes, isComplete);

    /// <summary>The changes: those of the servers, removed operations, and then operation by operation in the order of the later document;
    /// at most 1,000.</summary>
    public IReadOnlyList<OpenApiChange> Changes { get; }

    /// <summary>Whether everything was compared: large documents can have more than 1,000 changes, or more than 200,000
    /// parts, and invalid ones have parts that can't be read.</summary>
    public bool IsComplete { get; }

    /// <summary>Whether a change is breaking.</summary>
    public bool IsBreaking => Changes.Any(change => change.IsBreaking);

    /// <summary>Compares two documents.</summary>
    /// <param name="before">The earlier document.</param>
    /// <param name="after">The later document.</param>
    public static OpenApiComparison Compare(OpenApiDocument before, OpenApiDocument after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var changes = new ChangeList();
        var servers = new ServerComparison(before, after);
        servers.Compare(new ChangePlace(changes, "", "servers"));
        var known = Operations(before);
        var now = Operations(after);
        foreach (var (key, operation) in known.Where(pair => !now.ContainsKey(pair.Key)))
            changes.At(operation).Break("The operation is removed.");
        foreach (var (key, operation) in now)
        {
            if (known.TryGetValue(key, out var earlier))
            {
                servers.Compare(earlier, operation, changes.At(operation).In("servers"));
                OperationComparison.Compare(earlier, operation, changes.At(operation));
            }
            else
                changes.At(operation).Note("The operation is new.");
        }

        return new OpenApiComparison(changes.All, changes.IsComplete);
    }

    private static OrderedDictionary<string, OpenApiOperation> Operations(OpenApiDocument document)
    {
        var operations = new OrderedDictionary<string, OpenApiOperation>(StringComparer.Ordinal);
        foreach (var operation in document.Operations)
        {
            // A slash at the end matters only if two operations differ in it.
            if (!operations.TryAdd(OperationKey.Of(operation), operation))
                operations.TryAdd($"{OperationKey.Of(operation)}/", operation);
        }

        return operations;
    }
}

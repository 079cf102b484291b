using GatewayKit.OpenApi.Mocking.Examples;
using GatewayKit.OpenApi.Mocking.State.Answering;
using GatewayKit.OpenApi.Mocking.State.Building;
using GatewayKit.OpenApi.Mocking.State.Inference;
using GatewayKit.OpenApi.Mocking.State.Storing;

namespace GatewayKit.OpenApi.Mocking.State;

/// <summary>The state of a mock: the contents of its document's collections. A collection is a path such as <c>/pets</c> with another path
/// such as <c>/pets/{petId}</c> below it, whose operations read and change items with an id. Each user has a separate sandbox that starts
/// with the document's examples. Responses never violate the document's schemas. Thread-safe.</summary>
public sealed class MockState
{
    private readonly Dictionary<OpenApiOperation, List<CollectionPaths>> _paths = new(ReferenceEqualityComparer.Instance);
    private readonly Lazy<Collection?>[] _collections;
    private readonly Sandboxes _sandboxes;

    /// <summary>Creates the initial state. Collections are analyzed when they are first used.</summary>
    /// <param name="document">The document.</param>
    /// <param name="generator">Generates values that the document doesn't have examples for.</param>
    /// <param name="options">The limits; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public MockState(OpenApiDocument document, ExampleGenerator generator, MockStateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(generator);
        options ??= new MockStateOptions();
        Check(options);

        var all = CollectionPaths.In(document);
        var builder = new CollectionBuilder(all, generator, options);
        _sandboxes = new Sandboxes(options);
        _collections = [.. all.Select(paths => new Lazy<Collection?>(() => builder.Build(paths, Parent(paths, all))))];
        foreach (var paths in all)
        {
            foreach (var operation in paths.AllOperations)
            {
                if (!_paths.TryGetValue(operation, out var known))
                    _paths[operation] = known = [];
                known.Add(paths);
            }
        }
    }

    /// <summary>Whether an operation reads or changes a collection.</summary>
    /// <param name="operation">An operation of the document.</param>
    public bool Knows(OpenApiOperation operation) => Find(operation) is not null;

    /// <summary>Runs an operation.</summary>
    /// <param name="operation">An operation of the document.</param>
    /// <param name="request">The validated request.</param>
    /// <param name="sandbox">The owner of the state, such as a consumer's name; empty for all anonymous callers.</param>
    /// <returns>The response; <c>null</c> if the operation doesn't use a collection, or no response would satisfy the document.</returns>
    public StateAnswer? Apply(OpenApiOperation operation, StateRequest request, string sandbox = "")
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(sandbox);
        return Find(operation) is { } action ? _sandboxes.Use(sandbox, used => action.Run(used, request)) : null;
    }

    /// <summary>Resets a sandbox.</summary>
    /// <param name="sandbox">The owner; empty for all anonymous callers.</param>
    public void Reset(string sandbox = "")
    {
        ArgumentNullException.ThrowIfNull(sandbox);
        _sandboxes.Reset(sandbox);
    }

    /// <summary>Resets all sandboxes.</summary>
    public void ResetAll() => _sandboxes.ResetAll();

    private IStateAction? Find(OpenApiOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return _paths.TryGetValue(operation, out var candidates)
            ? candidates
                .Select(paths => _collections[paths.Number].Value?.Actions.GetValueOrDefault(operation))
                .FirstOrDefault(action => action is not null)
            : null;
    }

    /// <summary>Returns the closest collection above a collection.</summary>
    private Collection? Parent(CollectionPaths paths, IReadOnlyList<CollectionPaths> all)
        => all
            .Where(other => other.IsAbove(paths))
            .OrderByDescending(other => other.Shape.Length)
            .Select(other => _collections[other.Number].Value)
            .FirstOrDefault(parent => parent is not null);

    private static void Check(MockStateOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.GeneratedItems, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.GeneratedItems, 100, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.PageSize, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.PageSize, 10_000, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxSandboxes, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxSandboxes, 1_000_000, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxItems, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxItemBytes, 256, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxSandboxBytes, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxBytes, 1, nameof(options));
    }
}

using GatewayKit.OpenApi.Examples;
using GatewayKit.OpenApi.Mocking.State.Answering;
using GatewayKit.OpenApi.Mocking.State.Inference;
using GatewayKit.OpenApi.Mocking.State.Storing;

namespace GatewayKit.OpenApi.Mocking.State;

/// <summary>A stateful mock: what its document's collections hold. A collection is a path such as <c>/pets</c> with another such as
/// <c>/pets/{petId}</c> below it, whose operations read and change items that have an id. Whoever uses it has a sandbox of their own, which
/// begins with the document's examples. What the document's schemas forbid is never answered. Thread-safe.</summary>
public sealed class MockState
{
    private readonly Dictionary<OpenApiOperation, List<CollectionPaths>> _paths = new(ReferenceEqualityComparer.Instance);
    private readonly Lazy<Collection?>[] _collections;
    private readonly Sandboxes _sandboxes;

    /// <summary>A mock that nobody has changed yet. Collections are looked at when they are used first.</summary>
    /// <param name="document">The document.</param>
    /// <param name="generator">Makes what the document has no example of.</param>
    /// <param name="options">How much it may hold; null for the defaults.</param>
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

    /// <summary>Does what an operation asks for.</summary>
    /// <param name="operation">An operation of the document.</param>
    /// <param name="request">The request, validated.</param>
    /// <param name="sandbox">Whose state it is about, such as a consumer's name; empty for all anonymous callers.</param>
    /// <returns>The answer; null if the operation is not about a collection, or no answer would satisfy the document.</returns>
    public StateAnswer? Apply(OpenApiOperation operation, StateRequest request, string sandbox = "")
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(sandbox);
        return Find(operation) is { } action ? _sandboxes.Use(sandbox, used => action.Run(used, request)) : null;
    }

    /// <summary>Lets a sandbox begin anew.</summary>
    /// <param name="sandbox">Whose it is; empty for all anonymous callers.</param>
    public void Reset(string sandbox = "")
    {
        ArgumentNullException.ThrowIfNull(sandbox);
        _sandboxes.Reset(sandbox);
    }

    /// <summary>Lets every sandbox begin anew.</summary>
    public void ResetAll() => _sandboxes.ResetAll();

    private IStateAction? Find(OpenApiOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return _paths.TryGetValue(operation, out var candidates)
            ? candidates.Select(paths => _collections[paths.Number].Value?.Actions.GetValueOrDefault(operation)).FirstOrDefault(action => action is not null)
            : null;
    }

    /// <summary>The closest collection that a collection's items are below.</summary>
    private Collection? Parent(CollectionPaths paths, IReadOnlyList<CollectionPaths> all)
        => all.Where(other => other.IsAbove(paths)).OrderByDescending(other => other.Shape.Length).Select(other => _collections[other.Number].Value).FirstOrDefault(parent => parent is not null);

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

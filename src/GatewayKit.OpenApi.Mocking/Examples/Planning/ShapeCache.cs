using System.Collections.Concurrent;
using GatewayKit.JsonSchema;
using GatewayKit.JsonSchema.Evaluation;

namespace GatewayKit.OpenApi.Mocking.Examples.Planning;

/// <summary>A cache of the shapes of a document's schemas. Thread-safe.</summary>
internal sealed class ShapeCache(SchemaResource resource, SchemaDirection direction)
{
    /// <summary>The maximum number of cached combinations of schemas; others are created each time.</summary>
    private const int MaxCombinations = 10_000;

    private readonly ConcurrentDictionary<SchemaNode, Shape> _single = new();
    private readonly ConcurrentDictionary<ShapeKey, Shape> _combined = new();
    private int _kept;

    public SchemaDirection Direction => direction;

    /// <summary>Resolves dynamic references from the root schema.</summary>
    public SchemaNode Resolve(SchemaNode target, string? anchor)
        => anchor is not null && resource.DynamicNodes.TryGetValue(anchor, out var node) ? node : target;

    /// <summary>Returns the shape of a source; a budget pays for reading it.</summary>
    public Shape Get(ShapeSource source, WorkBudget work)
    {
        if (source is { Nodes: [var node], Denied: [], Preferred: null })
            return _single.TryGetValue(node, out var single) ? single : _single.GetOrAdd(node, Make(source, work));
        var key = new ShapeKey(source);
        if (_combined.TryGetValue(key, out var combined))
            return combined;
        combined = Make(source, work);
        return TryKeep() ? _combined.GetOrAdd(key, combined) : combined;
    }

    /// <summary>Whether the cache has room for another combination.</summary>
    public bool TryKeep() => Volatile.Read(ref _kept) < MaxCombinations && Interlocked.Increment(ref _kept) <= MaxCombinations;

    private Shape Make(ShapeSource source, WorkBudget work) => new(source, new ShapeReader(source, this), this, work);
}

using System.Collections.Concurrent;
using GatewayKit.OpenApi.Schemas;
using GatewayKit.OpenApi.Schemas.Compilation;
using GatewayKit.OpenApi.Schemas.Evaluation;

namespace GatewayKit.OpenApi.Examples.Planning;

/// <summary>The shapes of the schemas of one document, each made once. Thread-safe.</summary>
internal sealed class ShapeCache(SchemaResource resource, SchemaDirection direction)
{
    /// <summary>Schemas that hold together may do so in very many combinations, which are made anew then.</summary>
    private const int MaxCombinations = 10_000;

    private readonly ConcurrentDictionary<SchemaNode, Shape> _single = new();
    private readonly ConcurrentDictionary<ShapeKey, Shape> _combined = new();
    private int _kept;

    public SchemaDirection Direction => direction;

    /// <summary>What a dynamic reference means, seen from the schema that everything begins with.</summary>
    public SchemaNode Resolve(SchemaNode target, string? anchor) => anchor is not null && resource.DynamicNodes.TryGetValue(anchor, out var node) ? node : target;

    /// <summary>The shape of a source; what reading it costs is taken from a budget.</summary>
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

    /// <summary>Whether there is room for one more combination.</summary>
    public bool TryKeep() => Volatile.Read(ref _kept) < MaxCombinations && Interlocked.Increment(ref _kept) <= MaxCombinations;

    private Shape Make(ShapeSource source, WorkBudget work) => new(source, new ShapeReader(source, this), this, work);
}

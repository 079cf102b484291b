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

    public SchemaDirection Direction => direction;

    /// <summary>What one check may cost.</summary>
    public EvaluationLimits Limits { get; } = new(512, 1_000_000);

    /// <summary>What a dynamic reference means, seen from the schema that everything begins with.</summary>
    public SchemaNode Resolve(SchemaNode target, string? anchor) => anchor is not null && resource.DynamicNodes.TryGetValue(anchor, out var node) ? node : target;

    public Shape Get(ShapeSource source)
    {
        if (source is { Nodes: [var node], Denied: [], Preferred: null })
            return _single.TryGetValue(node, out var single) ? single : _single.GetOrAdd(node, Make(source));
        var key = new ShapeKey(source);
        if (_combined.TryGetValue(key, out var combined))
            return combined;
        combined = Make(source);
        return _combined.Count < MaxCombinations ? _combined.GetOrAdd(key, combined) : combined;
    }

    private Shape Make(ShapeSource source) => new(source, new ShapeReader(source, this), this);
}

using System.Collections.Concurrent;
using GatewayKit.OpenApi.Mocking.State.Inference;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>A cache of the shapes of schemas. Thread-safe.</summary>
internal sealed class Shapes
{
    private readonly ConcurrentDictionary<string, ObjectShape?> _shapes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, OpenApiSchema?> _items = new(StringComparer.Ordinal);

    public ObjectShape? Of(OpenApiSchema schema) => _shapes.GetOrAdd(schema.Location, static (_, schema) => ObjectShape.Of(schema), schema);

    public OpenApiSchema? ItemsOf(OpenApiSchema schema)
        => _items.GetOrAdd(schema.Location, static (_, schema) => SchemaTerms.Items(schema), schema);
}

using System.Text.Json.Nodes;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>Removes members that a response must not have: <c>writeOnly</c> members, and those that a closed schema doesn't
/// declare.</summary>
internal sealed class Projection(Shapes shapes)
{
    private const int MaxDepth = 64;

    public void Apply(JsonNode? node, OpenApiSchema? schema) => Apply(node, schema, 0);

    private void Apply(JsonNode? node, OpenApiSchema? schema, int depth)
    {
        if (schema is null || depth > MaxDepth)
            return;
        switch (node)
        {
            case JsonObject members when shapes.Of(schema) is { } shape:
                foreach (var name in members.Select(member => member.Key).ToList())
                {
                    if (shape.IsWriteOnly(name) || !shape.Allows(name))
                        members.Remove(name);
                    else
                        Apply(members[name], shape.Properties.GetValueOrDefault(name), depth + 1);
                }
                break;
            case JsonArray items when shapes.ItemsOf(schema) is { } itemSchema:
                foreach (var item in items)
                    Apply(item, itemSchema, depth + 1);
                break;
        }
    }
}

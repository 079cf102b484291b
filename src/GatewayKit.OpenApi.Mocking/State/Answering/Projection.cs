using System.Text.Json.Nodes;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>Removes members that a response must not have: <c>writeOnly</c> members, and those that a closed schema doesn't
/// declare.</summary>
internal static class Projection
{
    private const int MaxDepth = 64;

    public static void Apply(JsonNode? node, SchemaSurface shape) => Apply(node, shape, 0);

    private static void Apply(JsonNode? node, SchemaSurface shape, int depth)
    {
        if (depth > MaxDepth)
            return;
        switch (node)
        {
            case JsonObject members when shape.IsObject:
                foreach (var name in members.Select(member => member.Key).ToList())
                {
                    var property = shape.Property(name);
                    if (property.IsWriteOnly || !shape.Members.Allows(name))
                        members.Remove(name);
                    else
                        Apply(members[name], property, depth + 1);
                }
                break;
            case JsonArray items when shape.IsArray:
                foreach (var item in items)
                    Apply(item, shape.Items, depth + 1);
                break;
        }
    }
}

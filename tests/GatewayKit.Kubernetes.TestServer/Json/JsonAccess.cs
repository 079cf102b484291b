using System.Text.Json;
using System.Text.Json.Nodes;

namespace GatewayKit.Kubernetes.TestServer.Json;

/// <summary>Reads members of JSON objects that can be absent or of another type.</summary>
internal static class JsonAccess
{
    public static JsonObject? Object(this JsonObject? parent, string name) => parent?[name] as JsonObject;

    public static JsonArray? Array(this JsonObject? parent, string name) => parent?[name] as JsonArray;

    public static IEnumerable<JsonObject> Objects(this JsonObject? parent, string name)
        => parent.Array(name)?.OfType<JsonObject>() ?? [];

    public static string? Text(this JsonObject? parent, string name) => (parent?[name]).Text();

    public static string? Text(this JsonNode? node)
        => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static long? Integer(this JsonObject? parent, string name) => (parent?[name]).Integer();

    public static long? Integer(this JsonNode? node) => node is not JsonValue value || value.GetValueKind() != JsonValueKind.Number ? null
        : value.TryGetValue<long>(out var number) ? number
        : value.TryGetValue<int>(out var small) ? small
        : value.TryGetValue<double>(out var real) && double.IsInteger(real) ? (long)real
        : null;

    public static bool Flag(this JsonObject? parent, string name)
        => parent?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    /// <summary>Returns the object with a name and creates it if it is missing.</summary>
    public static JsonObject Ensure(this JsonObject parent, string name)
    {
        if (parent[name] is JsonObject existing)
            return existing;

        var created = new JsonObject();
        parent[name] = created;
        return created;
    }

    /// <summary>Sets a member if it is missing or empty.</summary>
    public static void Default(this JsonObject parent, string name, Func<JsonNode?> value)
    {
        if (parent[name] is null || parent[name].Text() is "")
            parent[name] = value();
    }

    public static JsonNode? Clone(this JsonNode? node) => node?.DeepClone();

    public static JsonObject Clone(this JsonObject node) => (JsonObject)node.DeepClone();

    /// <summary>Follows member names; arrays and missing members end the path.</summary>
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            node = (node as JsonObject)?[name];
        return node;
    }
}

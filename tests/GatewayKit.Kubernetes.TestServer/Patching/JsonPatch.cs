using System.Globalization;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Json;

namespace GatewayKit.Kubernetes.TestServer.Patching;

/// <summary>A JSON patch (RFC 6902).</summary>
internal static class JsonPatch
{
    public static JsonObject Apply(JsonObject target, JsonNode? patch)
    {
        if (patch is not JsonArray operations)
            throw ApiErrors.BadRequest(
                "error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp");

        foreach (var operation in operations.OfType<JsonObject>())
            Apply(target, operation);
        return target;
    }

    private static void Apply(JsonObject target, JsonObject operation)
    {
        var path = operation.Text("path") ?? throw ApiErrors.BadRequest("a JSON patch operation has no path");
        switch (operation.Text("op"))
        {
            case "add":
                Add(target, path, operation["value"].Clone());
                break;
            case "remove":
                Remove(target, path);
                break;
            case "replace":
                Remove(target, path);
                Add(target, path, operation["value"].Clone());
                break;
            case "move":
                Add(target, path, Remove(target, operation.Text("from") ?? ""));
                break;
            case "copy":
                Add(target, path, Read(target, operation.Text("from") ?? "").Clone());
                break;
            case "test":
                if (!JsonNode.DeepEquals(Read(target, path), operation["value"]))
                    throw Failure($"testing path {path} failed: test failed");
                break;
            default:
                throw ApiErrors.BadRequest($"Unexpected kind: {operation.Text("op")}");
        }
    }

    private static void Add(JsonObject target, string path, JsonNode? value)
    {
        var (parent, name) = Parent(target, path);
        if (parent is JsonObject members)
            members[name] = value;
        else if (name == "-")
            ((JsonArray)parent).Add(value);
        else
            ((JsonArray)parent).Insert(Index((JsonArray)parent, name, path, 1), value);
    }

    private static JsonNode? Remove(JsonObject target, string path)
    {
        var (parent, name) = Parent(target, path);
        if (parent is JsonObject members)
        {
            if (!members.TryGetPropertyValue(name, out var member))
                throw Failure($"unable to remove nonexistent key: {name}: missing value");

            members.Remove(name);
            return member;
        }

        var items = (JsonArray)parent;
        var index = Index(items, name, path, 0);
        var item = items[index];
        items.RemoveAt(index);
        return item;
    }

    private static JsonNode? Read(JsonObject target, string path)
    {
        var (parent, name) = Parent(target, path);
        return parent is JsonObject members ? members[name] : ((JsonArray)parent)[Index((JsonArray)parent, name, path, 0)];
    }

    private static (JsonNode Parent, string Name) Parent(JsonObject target, string path)
    {
        var names = path.Split('/').Skip(1).Select(name => name.Replace("~1", "/", StringComparison.Ordinal)
            .Replace("~0", "~", StringComparison.Ordinal)).ToList();
        if (names.Count == 0)
            throw Failure($"the path '{path}' has no member");

        JsonNode? parent = target;
        foreach (var name in names.SkipLast(1))
            parent = parent switch
            {
                JsonObject members => members[name],
                JsonArray items => items[Index(items, name, path, 0)],
                _ => null,
            };
        return parent is JsonObject or JsonArray ? (parent, names[^1]) : throw Failure($"doc is missing path: {path}: missing value");
    }

    private static int Index(JsonArray items, string name, string path, int beyond)
        => int.TryParse(name, CultureInfo.InvariantCulture, out var index) && index >= 0 && index < items.Count + beyond
            ? index
            : throw Failure($"doc is missing path: {path}: Unable to access invalid index: {name}");

    private static ApiException Failure(string detail)
        => new(422, "Invalid", $"the server rejected our request due to an error in our request ({detail})");
}

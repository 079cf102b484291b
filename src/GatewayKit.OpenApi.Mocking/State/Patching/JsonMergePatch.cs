using System.Text.Json.Nodes;

namespace GatewayKit.OpenApi.Mocking.State.Patching;

/// <summary>JSON Merge Patch (RFC 7396).</summary>
internal static class JsonMergePatch
{
    /// <summary>Applies a patch as described in section 2. Target and patch may become part of the result.</summary>
    public static JsonNode? Apply(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
            return patch?.DeepClone();

        var result = target as JsonObject ?? [];
        foreach (var (name, change) in changes)
        {
            if (change is null)
                result.Remove(name);
            else
                result[name] = Apply(Take(result, name), change);
        }
        return result;
    }

    /// <summary>A node can have only one parent, so a member is removed while it changes, and then inserted at the same index.</summary>
    private static JsonNode? Take(JsonObject parent, string name)
    {
        if (!parent.TryGetPropertyValue(name, out var value))
            return null;
        parent[name] = null;
        return value;
    }
}

using System.Text.Json.Nodes;

namespace GatewayKit.Store.Revisions;

/// <summary>Applies merge patches (RFC 7396, section 2).</summary>
internal static class MergePatch
{
    public static JsonNode? Apply(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
            return patch?.DeepClone();

        var result = target is JsonObject members ? (JsonObject)members.DeepClone() : [];
        foreach (var (name, value) in changes)
        {
            // Keys of a configuration are case-insensitive.
            var key = result.FirstOrDefault(member => member.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Key ?? name;
            if (value is null)
                result.Remove(key);
            else
                result[key] = Apply(result[key], value);
        }

        return result;
    }
}

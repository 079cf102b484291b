using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Json;

namespace GatewayKit.Kubernetes.TestServer.Patching;

/// <summary>A merge patch (RFC 7396).</summary>
internal static class MergePatch
{
    public static JsonNode? Apply(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
            return patch.Clone();

        var result = target as JsonObject ?? [];
        foreach (var (name, change) in changes)
        {
            if (change is null)
            {
                result.Remove(name);
                continue;
            }

            var former = result[name];
            var merged = Apply(former, change);
            if (!ReferenceEquals(former, merged))
                result[name] = merged;
        }

        return result;
    }
}

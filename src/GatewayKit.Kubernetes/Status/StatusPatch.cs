using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.Api;
using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Status;

/// <summary>Creates the patch (RFC 7396) that changes a status, if it differs.</summary>
internal static class StatusPatch
{
    /// <summary>Creates a patch that is valid only for the version of a resource.</summary>
    /// <returns>The patch; null if the statuses are equal.</returns>
    public static JsonObject? Create(IKubernetesObject<V1ObjectMeta> resource, object? existing, object wanted)
    {
        var before = Node(existing) ?? new JsonObject();
        var after = Node(wanted) ?? new JsonObject();
        if (JsonNode.DeepEquals(before, after))
            return null;

        Remove(after, before);
        return new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = resource.Metadata.ResourceVersion },
            ["status"] = after,
        };
    }

    private static JsonObject? Node(object? value)
        => value is null ? null : JsonSerializer.SerializeToNode(value, value.GetType(), ApiJson.Options) as JsonObject;

    /// <summary>Adds null for each member that only the existing status has.</summary>
    private static void Remove(JsonObject after, JsonObject before)
    {
        foreach (var (key, value) in before)
        {
            if (!after.TryGetPropertyValue(key, out var next))
                after[key] = null;
            else if (next is JsonObject inner && value is JsonObject old)
                Remove(inner, old);
        }
    }
}

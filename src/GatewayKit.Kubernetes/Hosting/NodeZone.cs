using GatewayKit.Kubernetes.Api;
using k8s.Models;

namespace GatewayKit.Kubernetes.Hosting;

/// <summary>The zone of the node that the gateway runs on.</summary>
internal sealed class NodeZone(ApiServer api, KubernetesSettings settings, LoopLog log)
{
    private static readonly ApiKind s_nodes = new("", "v1", "nodes");

    /// <summary>Returns the zone; null if it isn't known.</summary>
    public async Task<string?> ReadAsync(CancellationToken cancellation)
    {
        if (settings.Pod.Node is not { } node)
            return null;

        try
        {
            var found = await api.GetAsync<V1Node>(s_nodes, null, node, cancellation).ConfigureAwait(false);
            return found.Metadata.Labels?.TryGetValue("topology.kubernetes.io/zone", out var zone) == true ? zone : null;
        }
        catch (Exception error) when (ApiFailure.IsExpected(error))
        {
            log.LogNoZone(ApiFailure.Describe(error));
            return null;
        }
    }
}

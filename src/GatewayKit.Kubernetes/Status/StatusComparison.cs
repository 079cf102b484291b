using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Status;

/// <summary>Compares the status that a resource has with the one that it should have.</summary>
/// <param name="merge">Merges statuses.</param>
/// <param name="own">Recognizes the statuses of this controller.</param>
/// <param name="time">The clock of transitions.</param>
internal sealed class StatusComparison(StatusMerge merge, OwnStatuses own, TimeProvider time)
{
    /// <summary>Returns the patch that makes the status the wanted one; null if there is nothing to change.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="wanted">The wanted status; null if the resource doesn't belong to this controller.</param>
    public JsonObject? PatchOf(IKubernetesObject<V1ObjectMeta> resource, object? wanted)
    {
        var existing = StatusMerge.StatusOf(resource);
        return (wanted ?? FormerStatus.Of(existing, own.Has(resource))) is { } status
            ? StatusPatch.Create(resource, existing, merge.Merge(status, existing, time.GetUtcNow()))
            : null;
    }
}

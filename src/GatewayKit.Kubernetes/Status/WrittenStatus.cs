using System.Globalization;
using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Status;

/// <summary>A status that was written, or needn't be.</summary>
/// <param name="Wanted">The status that the resource should have.</param>
/// <param name="Seen">The resource as it was seen then.</param>
/// <param name="Result">The resource afterwards, newer than <see cref="Seen"/> until a watch reports it.</param>
internal sealed record WrittenStatus(object? Wanted, IKubernetesObject<V1ObjectMeta> Seen, IKubernetesObject<V1ObjectMeta> Result)
{
    /// <summary>Returns whether a watch has reported an older version of the resource than <see cref="Result"/>.</summary>
    public bool IsNewerThan(IKubernetesObject<V1ObjectMeta> seen)
        => ReferenceEquals(seen, Seen)
            || (Version(seen) is { } version && Version(Result) is { } result && version < result
                && seen.Metadata.Uid == Result.Metadata.Uid);

    /// <summary>Returns whether the status of the same resource is another one than that of <see cref="Result"/>.</summary>
    public bool DiffersFrom(IKubernetesObject<V1ObjectMeta> seen)
        => seen.Metadata.Uid == Result.Metadata.Uid
            && StatusPatch.Create(seen, StatusMerge.StatusOf(Result), StatusMerge.StatusOf(seen) ?? new object()) is not null;

    private static ulong? Version(IKubernetesObject<V1ObjectMeta> resource)
        => ulong.TryParse(resource.Metadata.ResourceVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version : null;
}

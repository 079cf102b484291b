using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Status;

/// <summary>A status that was written, or needn't be.</summary>
/// <param name="Wanted">The status that the resource should have.</param>
/// <param name="Seen">The resource as it was seen then.</param>
/// <param name="Result">The resource afterwards, newer than <see cref="Seen"/> until a watch reports it.</param>
internal sealed record WrittenStatus(object? Wanted, IKubernetesObject<V1ObjectMeta> Seen, IKubernetesObject<V1ObjectMeta> Result);

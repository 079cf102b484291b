using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Memory;

/// <summary>A map of resources by name.</summary>
/// <param name="index">The position in <see cref="Sources.All"/>.</param>
/// <param name="map">Returns the map.</param>
/// <param name="isStatusRead">Whether the translation reads the status, too: then each change of a resource counts.</param>
internal sealed class MapSource<T>(int index, Func<ClusterState, ImmutableDictionary<ResourceName, T>> map, bool isStatusRead = false)
    : ResourceSource(index)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    public override ImmutableDictionary<ResourceName, T> Map(ClusterState state) => map(state);

    public override int Count(ClusterState state) => map(state).Count;

    public override T? Read(ClusterState state, ResourceName name) => map(state).GetValueOrDefault(name);

    public override IEnumerable<ResourceName> Differences(ClusterState before, ClusterState now)
        => MapComparison.Differences(map(before), map(now), ReferenceEquals);

    public override bool AreSame(object? before, object? now)
        => ReferenceEquals(before, now)
            || (before is T old && now is T resource && AreSame(old.Metadata, resource.Metadata));

    private bool AreSame(V1ObjectMeta before, V1ObjectMeta now)
        => before.Uid is not null && before.Uid == now.Uid
            && ((before.ResourceVersion is not null && before.ResourceVersion == now.ResourceVersion)
                || (!isStatusRead && IsStatusAlone(before, now)));

    /// <summary>Returns whether only the status of a resource can have changed: the gateway writes thousands of statuses, and none of them
    /// may cause the work of a change.</summary>
    private static bool IsStatusAlone(V1ObjectMeta before, V1ObjectMeta now)
        => (typeof(T).IsSubclassOf(typeof(KubernetesResource)) || typeof(T) == typeof(V1Ingress))
            && before.Generation is not null && before.Generation == now.Generation
            && AreEqual(before.Annotations, now.Annotations) && AreEqual(before.Labels, now.Labels);

    private static bool AreEqual(IDictionary<string, string>? before, IDictionary<string, string>? now)
    {
        if ((before?.Count ?? 0) != (now?.Count ?? 0))
            return false;
        foreach (var (key, value) in before ?? new Dictionary<string, string>())
        {
            if (!now!.TryGetValue(key, out var other) || other != value)
                return false;
        }

        return true;
    }
}

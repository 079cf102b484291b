using System.Collections.Immutable;
using System.Runtime.InteropServices;
using GatewayKit.Kubernetes.Resources;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Memory;

/// <summary>The endpoint slices of a service.</summary>
internal sealed class SliceSource(int index) : ResourceSource(index)
{
    public override object Map(ClusterState state) => state.SlicesByService;

    public override int Count(ClusterState state) => state.SlicesByService.Count;

    public override V1EndpointSlice[]? Read(ClusterState state, ResourceName name)
        => state.SlicesByService.TryGetValue(name, out var slices) ? ImmutableCollectionsMarshal.AsArray(slices) : null;

    public override IEnumerable<ResourceName> Differences(ClusterState before, ClusterState now)
        => MapComparison.Differences(before.SlicesByService, now.SlicesByService, (one, other) => one == other);

    public override bool AreSame(object? before, object? now)
        => ReferenceEquals(before, now)
            || (before is V1EndpointSlice[] old && now is V1EndpointSlice[] slices && old.AsSpan().SequenceEqual(slices));
}

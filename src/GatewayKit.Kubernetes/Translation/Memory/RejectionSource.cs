using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.Plugins;

namespace GatewayKit.Kubernetes.Translation.Memory;

/// <summary>The GatewayPlugins that the gateway has rejected.</summary>
internal sealed class RejectionSource(int index) : ResourceSource(index)
{
    public override object Map(ClusterState state) => state.PluginRejections;

    public override int Count(ClusterState state) => state.PluginRejections.Count;

    public override PluginRejection? Read(ClusterState state, ResourceName name) => state.PluginRejections.GetValueOrDefault(name);

    public override IEnumerable<ResourceName> Differences(ClusterState before, ClusterState now)
        => MapComparison.Differences(before.PluginRejections, now.PluginRejections, ReferenceEquals);

    public override bool AreSame(object? before, object? now) => ReferenceEquals(before, now);
}

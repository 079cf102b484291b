using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.Plugins;

namespace GatewayKit.Kubernetes.Translation.Memory;

/// <summary>The GatewayPlugins that the gateway has rejected.</summary>
internal sealed class RejectionSource(int index) : ResourceSource(index)
{
    public override object Map(ClusterState state) => state.PluginRejections;

    public override PluginRejection? Read(ClusterState state, ResourceName name) => state.PluginRejections.GetValueOrDefault(name);

    public override bool AreSame(object? before, object? now) => ReferenceEquals(before, now);
}

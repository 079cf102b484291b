using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.Plugins;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>The status of a GatewayPlugin: whether it can be used.</summary>
internal static class PluginStatus
{
    private static readonly MemoPart<ResourceName, ResourceStatus?> s_statuses = new(Create);

    public static ResourceStatus? Of(ResourceName name, Lookups lookups) => lookups.Get(s_statuses, name);

    private static ResourceStatus? Create(ResourceName name, Lookups lookups)
        => lookups.Read(Sources.Plugins, name) is not { } plugin ? null : new ResourceStatus(
            new ResourceOwner(ResourceKind.GatewayPlugin, name),
            new ResourceConditions
            {
                Conditions =
                [
                    Conditions.Of("Accepted", plugin.Metadata.Generation, PluginResolution.Of(name, lookups).Problem),
                ],
            });
}

using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Resources.Plugins;

internal sealed record GatewayPolicySpec
{
    public ImmutableArray<PolicyTarget> TargetRefs { get; init; } = [];

    /// <summary>The names of GatewayPlugins in the policy's namespace.</summary>
    public ImmutableArray<PluginReference> Plugins { get; init; } = [];

    /// <summary><c>Defaults</c> (a more specific policy's plugin of the same name replaces this one's) or <c>Overrides</c>.</summary>
    public string MergeStrategy { get; init; } = "Defaults";
}

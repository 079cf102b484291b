using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.Plugins;

internal sealed record GatewayConsumerSpec
{
    /// <summary>The consumer's name; null for namespace and name of the resource.</summary>
    public string? Username { get; init; }

    public ImmutableArray<string> Groups { get; init; } = [];

    public ImmutableArray<ConsumerCredential> Credentials { get; init; } = [];

    public ImmutableArray<PluginReference> Plugins { get; init; } = [];
}

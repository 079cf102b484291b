using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Gateways;

namespace GatewayKit.Kubernetes.Translation;

/// <summary>The settings that the translation depends on.</summary>
internal sealed record TranslationOptions
{
    public string ControllerName { get; init; } = "gatewaykit.io/gateway-controller";

    public string IngressClass { get; init; } = "gatewaykit";

    public AddressMode Addresses { get; init; } = AddressMode.Service;

    /// <summary>The addresses of the gateway in the mode <see cref="AddressMode.Direct"/>, and of Ingress.</summary>
    public ImmutableArray<string> PublishedAddresses { get; init; } = [];

    /// <summary>The labels of the gateway's pods, which the Services of Gateways select.</summary>
    public ImmutableDictionary<string, string> PodLabels { get; init; } = [];

    /// <summary>The gateway's own namespace; null outside a pod.</summary>
    public string? PodNamespace { get; init; }

    /// <summary>Returns whether the plugins and copies of a namespace may only reach other hosts than the gateway's: in a pod, unless it is
    /// the gateway's own namespace, whose teams operate it.</summary>
    public bool IsRemoteOnly(string? ns) => PodNamespace is { } own && ns != own;

    /// <summary>The zone of the gateway's node; null if it isn't known.</summary>
    public string? Zone { get; init; }

    /// <summary>The Service whose addresses are written to the status of Ingresses; null for <see cref="PublishedAddresses"/>.</summary>
    public ResourceName? IngressService { get; init; }

    public int IngressHttpPort { get; init; } = 80;

    public int IngressHttpsPort { get; init; } = 443;

    /// <summary>Whether the gateway supports the installed definitions of the Gateway API.</summary>
    public ApiSupport ApiSupport { get; init; } = ApiSupport.Supported;

    /// <summary>Why listeners of the configuration couldn't be opened, by their name.</summary>
    public ImmutableDictionary<string, string> ListenerFailures { get; init; } = [];
}

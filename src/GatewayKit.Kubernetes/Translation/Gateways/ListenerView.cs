using GatewayKit.Configuration.Listeners;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>A listener of a Gateway or ListenerSet as routes see it. The instance changes only if routes must be translated
/// again.</summary>
internal sealed record ListenerView
{
    /// <summary>The name in <see cref="GatewayKit.Configuration.GatewayConfig.Listeners"/>.</summary>
    public required string Name { get; init; }

    /// <summary>The Gateway or ListenerSet with the listener.</summary>
    public required ResourceOwner Owner { get; init; }

    /// <summary>The Gateway that serves it.</summary>
    public required ResourceName Gateway { get; init; }

    /// <summary>The name within the owner, which <c>sectionName</c> refers to.</summary>
    public required string Section { get; init; }

    /// <summary>The port of the specification, which clients see.</summary>
    public required int Port { get; init; }

    public required ListenerProtocol Protocol { get; init; }

    /// <summary>The host name in lower case; null for any.</summary>
    public string? Host { get; init; }

    /// <summary>Whether TLS connections are passed on.</summary>
    public bool IsPassthrough { get; init; }

    /// <summary>The kinds of routes that can attach.</summary>
    public RouteKinds Kinds { get; init; }

    /// <summary>The namespaces whose routes can attach; null for the owner's.</summary>
    public NamespaceRule? Namespaces { get; init; }

    /// <summary>Whether it is in the configuration: neither in conflict nor otherwise unusable. Routes attach in any case.</summary>
    public bool IsServing { get; init; }

    /// <summary>The certificate that the Gateway authenticates itself to backends with; null for none.</summary>
    public BackendIdentity? Identity { get; init; }
}

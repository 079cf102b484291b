using System.Collections.Immutable;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>A listener while its Gateway is translated.</summary>
/// <param name="owner">The Gateway or ListenerSet.</param>
/// <param name="spec">The listener.</param>
internal sealed class ListenerDraft(ResourceOwner owner, Listener spec)
{
    public static ImmutableArray<ListenerDraft> Of(Gateway gateway)
        => Of(new ResourceOwner(ResourceKind.Gateway, ResourceName.Of(gateway)), gateway.Spec.Listeners);

    public static ImmutableArray<ListenerDraft> Of(ListenerSet set)
        => Of(new ResourceOwner(ResourceKind.ListenerSet, ResourceName.Of(set)), set.Spec.Listeners);

    public ResourceOwner Owner => owner;

    public Listener Spec => spec;

    /// <summary>The name in the configuration.</summary>
    public string Name { get; } = owner.Kind == ResourceKind.ListenerSet
        ? $"listenerset/{owner.Name}/{spec.Name}"
        : $"{owner.Name}/{spec.Name}";

    /// <summary>The protocol; null if it isn't supported.</summary>
    public ListenerProtocol? Protocol { get; } = spec.Protocol switch
    {
        "HTTP" => ListenerProtocol.Http,
        "HTTPS" => ListenerProtocol.Https,
        "TLS" => ListenerProtocol.Tls,
        "TCP" => ListenerProtocol.Tcp,
        _ => null,
    };

    /// <summary>The host name; null for any, and for TCP.</summary>
    public string? Host { get; } = spec.Protocol != "TCP" && spec.Hostname is { Length: > 0 } host ? HostPatterns.Normalize(host) : null;

    public bool HasTls => Protocol is ListenerProtocol.Https or ListenerProtocol.Tls;

    public bool IsPassthrough => HasTls && spec.Tls?.Mode == "Passthrough";

    /// <summary>The kinds of routes that can attach.</summary>
    public RouteKinds Kinds { get; set; }

    public ListenerTls? Tls { get; set; }

    /// <summary>Why the listener isn't accepted.</summary>
    public Problem? Rejection { get; set; }

    /// <summary>The conflict with another listener.</summary>
    public Problem? Conflict { get; set; }

    /// <summary>The references that don't resolve.</summary>
    public Problem? Unresolved { get; set; }

    /// <summary>The overlap with the host of another listener with TLS.</summary>
    public Problem? Overlap { get; set; }

    /// <summary>Whether the listener can have a configuration.</summary>
    public bool IsUsable
        => Rejection is null && Conflict is null && Kinds != RouteKinds.None && (!HasTls || Tls is not null);

    private static ImmutableArray<ListenerDraft> Of(ResourceOwner owner, ImmutableArray<Listener> listeners)
        => [.. listeners.Select(listener => new ListenerDraft(owner, listener))];
}

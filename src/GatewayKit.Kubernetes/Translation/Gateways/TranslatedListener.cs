using System.Collections.Immutable;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>A listener of a Gateway or ListenerSet.</summary>
internal sealed record TranslatedListener
{
    public required ListenerView View { get; init; }

    /// <summary>The listener in the configuration; null if it isn't there.</summary>
    public GatewayListener? Config { get; init; }

    public ImmutableArray<RouteGroupKind> SupportedKinds { get; init; } = [];

    /// <summary>Why it isn't accepted, also because of a conflict.</summary>
    public Problem? Rejection { get; init; }

    public Problem? Conflict { get; init; }

    /// <summary>The references that don't resolve.</summary>
    public Problem? Unresolved { get; init; }

    public Problem? Overlap { get; init; }

    /// <summary>Whether it is valid by itself, so that it has a configuration as soon as its Gateway has an address.</summary>
    public bool IsUsable { get; init; }

    /// <summary>Why it isn't in the configuration.</summary>
    public Problem? Unprogrammed { get; init; }
}

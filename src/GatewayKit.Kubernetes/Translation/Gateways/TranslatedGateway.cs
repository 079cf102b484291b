using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>A Gateway of this controller.</summary>
internal sealed record TranslatedGateway
{
    public required ResourceName Name { get; init; }

    public long? Generation { get; init; }

    /// <summary>Why it isn't accepted.</summary>
    public Problem? Rejection { get; init; }

    /// <summary>Its listeners.</summary>
    public ImmutableArray<TranslatedListener> Listeners { get; init; } = [];

    /// <summary>The ListenerSets that refer to it.</summary>
    public ImmutableArray<TranslatedListenerSet> Sets { get; init; } = [];

    /// <summary>The references that don't resolve, other than those of listeners.</summary>
    public Problem? Unresolved { get; init; }

    /// <summary>Whether clients with an invalid certificate are served anywhere.</summary>
    public bool IsInsecure { get; init; }

    public required Placement Placement { get; init; }

    public IEnumerable<TranslatedListener> AllListeners => Listeners.Concat(Sets.SelectMany(set => set.Listeners));
}

using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>A ListenerSet of a Gateway.</summary>
internal sealed record TranslatedListenerSet
{
    public required ResourceName Name { get; init; }

    public long? Generation { get; init; }

    /// <summary>The listeners; empty if the Gateway doesn't allow the ListenerSet.</summary>
    public ImmutableArray<TranslatedListener> Listeners { get; init; } = [];

    /// <summary>Why it isn't accepted.</summary>
    public Problem? Rejection { get; init; }
}

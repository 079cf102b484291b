using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

/// <summary>When requests are sent again (experimental channel).</summary>
internal sealed record HttpRouteRetry
{
    /// <summary>The statuses after which a request is sent again.</summary>
    public ImmutableArray<int> Codes { get; init; } = [];

    /// <summary>The maximum number of times that a request is sent again; null for the gateway's default.</summary>
    public int? Attempts { get; init; }

    /// <summary>The minimum time between attempts as GEP-2257 writes it; null for none.</summary>
    public string? Backoff { get; init; }
}

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

/// <summary>Durations as GEP-2257 writes them, such as <c>10s</c> or <c>1h30m</c>.</summary>
internal sealed record HttpRouteTimeouts
{
    public string? Request { get; init; }

    public string? BackendRequest { get; init; }
}

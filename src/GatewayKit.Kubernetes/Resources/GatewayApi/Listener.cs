namespace GatewayKit.Kubernetes.Resources.GatewayApi;

/// <summary>A listener of a Gateway or a ListenerSet.</summary>
internal sealed record Listener
{
    public string Name { get; init; } = "";

    public string? Hostname { get; init; }

    public int Port { get; init; }

    public string Protocol { get; init; } = "";

    public ListenerTlsSpec? Tls { get; init; }

    public AllowedRoutes? AllowedRoutes { get; init; }
}

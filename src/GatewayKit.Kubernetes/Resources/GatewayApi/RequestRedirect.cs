namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record RequestRedirect
{
    public string? Scheme { get; init; }

    public string? Hostname { get; init; }

    public PathModifier? Path { get; init; }

    public int? Port { get; init; }

    public int StatusCode { get; init; } = 302;
}

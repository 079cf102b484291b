namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record UrlRewrite
{
    public string? Hostname { get; init; }

    public PathModifier? Path { get; init; }
}

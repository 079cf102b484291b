namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record HeaderValue
{
    public string Name { get; init; } = "";

    public string Value { get; init; } = "";
}

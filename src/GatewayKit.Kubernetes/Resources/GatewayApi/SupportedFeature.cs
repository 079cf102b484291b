namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record SupportedFeature
{
    public string Name { get; init; } = "";
}

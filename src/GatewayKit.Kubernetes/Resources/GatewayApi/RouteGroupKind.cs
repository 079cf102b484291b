namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record RouteGroupKind
{
    public string Group { get; init; } = "gateway.networking.k8s.io";

    public string Kind { get; init; } = "";
}

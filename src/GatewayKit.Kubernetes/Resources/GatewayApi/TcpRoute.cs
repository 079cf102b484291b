namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record TcpRoute : KubernetesResource
{
    public StreamRouteSpec Spec { get; init; } = new();

    public RouteStatus? Status { get; init; }
}

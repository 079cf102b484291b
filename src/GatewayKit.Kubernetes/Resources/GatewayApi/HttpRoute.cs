namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record HttpRoute : KubernetesResource
{
    public HttpRouteSpec Spec { get; init; } = new();

    public RouteStatus? Status { get; init; }
}

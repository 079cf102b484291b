namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record TlsRoute : KubernetesResource
{
    public StreamRouteSpec Spec { get; init; } = new();

    public RouteStatus? Status { get; init; }
}

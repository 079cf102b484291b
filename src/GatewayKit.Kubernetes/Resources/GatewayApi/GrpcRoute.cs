namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record GrpcRoute : KubernetesResource
{
    public GrpcRouteSpec Spec { get; init; } = new();

    public RouteStatus? Status { get; init; }
}

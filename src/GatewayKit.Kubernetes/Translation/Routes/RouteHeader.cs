using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>The parts that routes of all kinds have.</summary>
/// <param name="Parents">The references to parents.</param>
/// <param name="Hostnames">The host names; empty for any.</param>
/// <param name="Status">The status that the route has.</param>
internal readonly record struct RouteHeader(
    ImmutableArray<ParentReference> Parents, ImmutableArray<string> Hostnames, RouteStatus? Status)
{
    public static RouteHeader Of(HttpRoute route) => new(route.Spec.ParentRefs, route.Spec.Hostnames, route.Status);

    public static RouteHeader Of(GrpcRoute route) => new(route.Spec.ParentRefs, route.Spec.Hostnames, route.Status);

    public static RouteHeader Of(TlsRoute route) => new(route.Spec.ParentRefs, route.Spec.Hostnames, route.Status);

    public static RouteHeader Of(TcpRoute route) => new(route.Spec.ParentRefs, [], route.Status);
}

using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>The part of a route that decides to which listeners it is attached.</summary>
internal readonly record struct RouteHeader(ImmutableArray<ParentReference> Parents, ImmutableArray<string> Hostnames)
{
    public static RouteHeader Of(HttpRoute route) => new(route.Spec.ParentRefs, route.Spec.Hostnames);

    public static RouteHeader Of(GrpcRoute route) => new(route.Spec.ParentRefs, route.Spec.Hostnames);

    public static RouteHeader Of(TlsRoute route) => new(route.Spec.ParentRefs, route.Spec.Hostnames);

    public static RouteHeader Of(TcpRoute route) => new(route.Spec.ParentRefs, []);
}

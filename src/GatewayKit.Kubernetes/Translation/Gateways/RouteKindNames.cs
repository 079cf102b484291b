using System.Collections.Immutable;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>The names of the kinds of routes.</summary>
internal static class RouteKindNames
{
    private static readonly ImmutableArray<(RouteKinds Kind, RouteGroupKind Name)> s_all =
    [
        (RouteKinds.Http, new RouteGroupKind { Kind = "HTTPRoute" }),
        (RouteKinds.Grpc, new RouteGroupKind { Kind = "GRPCRoute" }),
        (RouteKinds.Tls, new RouteGroupKind { Kind = "TLSRoute" }),
        (RouteKinds.Tcp, new RouteGroupKind { Kind = "TCPRoute" }),
    ];

    /// <summary>Returns the kinds that listeners with a protocol support.</summary>
    public static RouteKinds Of(ListenerProtocol protocol) => protocol switch
    {
        ListenerProtocol.Http or ListenerProtocol.Https => RouteKinds.Http | RouteKinds.Grpc,
        ListenerProtocol.Tls => RouteKinds.Tls,
        _ => RouteKinds.Tcp,
    };

    /// <summary>Returns the kind of routes with a name, or <see cref="RouteKinds.None"/>.</summary>
    public static RouteKinds Of(RouteGroupKind name)
        => name.Group == GroupKind.GatewayApi ? s_all.FirstOrDefault(pair => pair.Name.Kind == name.Kind).Kind : RouteKinds.None;

    public static RouteKinds Of(ResourceKind kind) => kind switch
    {
        ResourceKind.HttpRoute => RouteKinds.Http,
        ResourceKind.GrpcRoute => RouteKinds.Grpc,
        ResourceKind.TlsRoute => RouteKinds.Tls,
        ResourceKind.TcpRoute => RouteKinds.Tcp,
        _ => RouteKinds.None,
    };

    public static ImmutableArray<RouteGroupKind> Of(RouteKinds kinds)
        => [.. s_all.Where(pair => kinds.HasFlag(pair.Kind)).Select(pair => pair.Name)];
}

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>Kinds of routes.</summary>
[Flags]
internal enum RouteKinds
{
    None = 0,
    Http = 1,
    Grpc = 2,
    Tls = 4,
    Tcp = 8,
}

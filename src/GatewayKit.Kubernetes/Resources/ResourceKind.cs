namespace GatewayKit.Kubernetes.Resources;

/// <summary>The kinds of resources that the gateway reads.</summary>
internal enum ResourceKind
{
    Namespace,
    Service,
    EndpointSlice,
    Secret,
    ConfigMap,
    Ingress,
    IngressClass,
    GatewayClass,
    Gateway,
    ListenerSet,
    HttpRoute,
    GrpcRoute,
    TlsRoute,
    TcpRoute,
    ReferenceGrant,
    BackendTlsPolicy,
    GatewayPlugin,
    GatewayPolicy,
    GatewayConsumer,
}

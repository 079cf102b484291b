namespace GatewayKit.Kubernetes.Resources;

/// <summary>The API group and kind of a resource, as references name them.</summary>
/// <param name="Group">The group; empty for the core group.</param>
/// <param name="Kind">The kind.</param>
internal readonly record struct GroupKind(string Group, string Kind)
{
    public const string GatewayApi = "gateway.networking.k8s.io";

    public static readonly GroupKind Service = new("", "Service");

    public static readonly GroupKind Secret = new("", "Secret");

    public static readonly GroupKind ConfigMap = new("", "ConfigMap");

    /// <summary>Returns the group and kind of a kind that the gateway reads.</summary>
    public static GroupKind Of(ResourceKind kind) => kind switch
    {
        ResourceKind.Namespace or ResourceKind.Service or ResourceKind.Secret or ResourceKind.ConfigMap => new("", kind.ToString()),
        ResourceKind.EndpointSlice => new("discovery.k8s.io", "EndpointSlice"),
        ResourceKind.Ingress or ResourceKind.IngressClass => new("networking.k8s.io", kind.ToString()),
        ResourceKind.HttpRoute => new(GatewayApi, "HTTPRoute"),
        ResourceKind.GrpcRoute => new(GatewayApi, "GRPCRoute"),
        ResourceKind.TlsRoute => new(GatewayApi, "TLSRoute"),
        ResourceKind.TcpRoute => new(GatewayApi, "TCPRoute"),
        ResourceKind.BackendTlsPolicy => new(GatewayApi, "BackendTLSPolicy"),
        ResourceKind.GatewayPlugin or ResourceKind.GatewayPolicy or ResourceKind.GatewayConsumer => new("gatewaykit.io", kind.ToString()),
        _ => new(GatewayApi, kind.ToString()),
    };

    public override string ToString() => Group.Length == 0 ? Kind : $"{Kind}.{Group}";
}

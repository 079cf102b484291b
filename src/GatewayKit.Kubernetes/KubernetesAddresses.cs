namespace GatewayKit.Kubernetes;

/// <summary>How clients reach a gateway on Kubernetes.</summary>
public enum KubernetesAddresses
{
    /// <summary>Each Gateway has a Service, which the gateway creates.</summary>
    Service,

    /// <summary>Each Gateway has a loopback address of this machine, for development and tests.</summary>
    Loopback,

    /// <summary>The Gateways share the addresses of this machine, as with a host network.</summary>
    Direct,
}

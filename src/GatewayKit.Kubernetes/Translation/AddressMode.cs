namespace GatewayKit.Kubernetes.Translation;

/// <summary>How clients reach Gateways.</summary>
internal enum AddressMode
{
    /// <summary>Each Gateway has a Service.</summary>
    Service,

    /// <summary>Each Gateway has a loopback address of this machine.</summary>
    Loopback,

    /// <summary>All Gateways share the addresses of this machine.</summary>
    Direct,
}

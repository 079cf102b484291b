namespace GatewayKit.Configuration;

/// <summary>Whether the gateway asks a client for a certificate in the handshake.</summary>
public enum TlsClientCertificates
{
    /// <summary>The gateway doesn't ask.</summary>
    None,

    /// <summary>The gateway asks, and accepts a client without a certificate.</summary>
    Request,

    /// <summary>The gateway asks, and refuses the handshake of a client without a certificate.</summary>
    Require,
}

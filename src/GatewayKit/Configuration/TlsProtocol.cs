namespace GatewayKit.Configuration;

/// <summary>A version of HTTP over TLS. Client and gateway agree on one in the handshake (ALPN, RFC 7301).</summary>
public enum TlsProtocol
{
    /// <summary>HTTP/1.1, which is also that of clients that don't negotiate.</summary>
    Http1,

    /// <summary>HTTP/2.</summary>
    Http2,

    /// <summary>HTTP/3 over QUIC, where the platform supports it. Takes effect when the host starts.</summary>
    Http3,
}

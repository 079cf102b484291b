namespace GatewayKit.Acme.Challenges;

/// <summary>How the gateway proves to the ACME server that it serves a host.</summary>
internal enum AcmeChallenge
{
    /// <summary>A TLS handshake on port 443 (RFC 8737).</summary>
    TlsAlpn01,

    /// <summary>A request on port 80 (RFC 8555, section 8.3).</summary>
    Http01,
}

using System.Net.Security;

namespace GatewayKit.Tls;

/// <summary>
/// Answers the challenges of a certificate authority (ACME, RFC 8555) before routing, plugins and the redirect to https. Register
/// at most one, as a singleton. Its members are called by several threads at the same time, must return at once, without I/O, and
/// must not throw.
/// </summary>
public interface IAcmeChallenges
{
    /// <summary>
    /// Gets whether a tls-alpn-01 challenge (RFC 8737) is open. Only then does the gateway read the application protocols of a
    /// client before the handshake.
    /// </summary>
    bool HasTlsAlpn { get; }

    /// <summary>
    /// Returns the certificate for the validation of a host name by tls-alpn-01 (RFC 8737, section 3): self-signed, with the name as
    /// its only subject alternative name and the critical extension <c>acmeIdentifier</c>.
    /// </summary>
    /// <param name="hostName">The name that the client sent, as in <see cref="ITlsCertificateSource.Find"/>.</param>
    /// <returns>
    /// The certificate; null if no challenge is open for the name, which ends the handshake. It is presented only to a client that
    /// offers <c>acme-tls/1</c> and no other application protocol. The gateway selects that protocol and closes the connection after
    /// the handshake; no request is read from it.
    /// </returns>
    SslStreamCertificateContext? FindTlsAlpn(string hostName);

    /// <summary>
    /// Returns the key authorization for a request to <c>/.well-known/acme-challenge/TOKEN</c> (http-01, RFC 8555, section 8.3).
    /// </summary>
    /// <param name="hostName">
    /// The name in the request's Host header, without the port and a final dot, with every label in its ASCII form.
    /// </param>
    /// <param name="token">The token: 1 to 128 characters of base64url. A request with anything else isn't a challenge.</param>
    /// <returns>
    /// The key authorization, which the gateway sends with status 200 and the type <c>application/octet-stream</c>; null if no
    /// challenge is open for the token. Then the request continues to routing, and is never redirected to https.
    /// </returns>
    string? FindHttp(string hostName, string token);
}

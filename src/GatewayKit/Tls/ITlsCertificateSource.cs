using System.Net.Security;

namespace GatewayKit.Tls;

/// <summary>
/// Supplies certificates for TLS handshakes by host name, in addition to the files of <c>tls.certificates</c>. Register it as a
/// singleton: <c>services.AddSingleton&lt;ITlsCertificateSource, MySource&gt;()</c>.
/// </summary>
/// <remarks>
/// The gateway looks up a host name in this order: a file's certificate with exactly this name, the sources in the order of their
/// registration, a file's wildcard certificate, <c>tls.default</c>. The name of <c>tls.default</c> is looked up in the same order.
/// It asks in every handshake and keeps nothing, so a source replaces a certificate by returning another one. Open connections keep
/// theirs. Sources are asked only while the active configuration has the key <c>tls</c>.
/// </remarks>
public interface ITlsCertificateSource
{
    /// <summary>Returns the certificate for a host name.</summary>
    /// <param name="hostName">
    /// The name that the client sent (SNI, RFC 6066, section 3): up to 255 characters that a client controls, internationalized
    /// labels in their ASCII form (<c>xn--</c>), without a final dot. Compare it regardless of case.
    /// </param>
    /// <returns>
    /// The certificate with its chain; null if the source has none for the name. Create it once, when the certificate becomes known,
    /// with <see cref="SslStreamCertificateContext.Create(System.Security.Cryptography.X509Certificates.X509Certificate2,
    /// System.Security.Cryptography.X509Certificates.X509Certificate2Collection?, bool)"/> and <c>offline: true</c>, and don't dispose a
    /// certificate that a handshake may still use.
    /// </returns>
    /// <remarks>
    /// Called by several threads at the same time. It must return at once, without I/O. An exception ends the handshake and is
    /// logged.
    /// </remarks>
    SslStreamCertificateContext? Find(string hostName);
}

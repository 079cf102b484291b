using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace GatewayKit.Configuration.Certificates;

/// <summary>A certificate with its private key, as it was read from files.</summary>
/// <param name="leaf">The certificate with its private key.</param>
/// <param name="others">The other certificates of the files.</param>
internal sealed class LoadedCertificate(X509Certificate2 leaf, X509Certificate2Collection others)
{
    /// <summary>Gets the certificate with its private key.</summary>
    public X509Certificate2 Leaf => leaf;

    /// <summary>Gets the certificate with the chain that a TLS handshake sends. It is built once, without network access.</summary>
    public SslStreamCertificateContext Context => field ??= SslStreamCertificateContext.Create(leaf, others, offline: true);
}

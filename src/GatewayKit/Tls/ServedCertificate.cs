using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Configuration.Certificates;

namespace GatewayKit.Tls;

/// <summary>A certificate that handshakes can present.</summary>
/// <param name="loaded">The certificate with its chain.</param>
internal sealed class ServedCertificate(LoadedCertificate loaded)
{
    /// <summary>Gets the names that select it, in lower case: host names, wildcards such as <c>*.example.com</c>, and addresses.</summary>
    public IReadOnlyList<string> Names { get; } = CertificateNames.Of(loaded.Leaf);

    /// <summary>Gets when it expires, UTC.</summary>
    public DateTime Expires { get; } = loaded.Leaf.NotAfter.ToUniversalTime();

    /// <summary>Gets when it becomes valid, UTC.</summary>
    public DateTime Begins { get; } = loaded.Leaf.NotBefore.ToUniversalTime();

    public X509Certificate2 Leaf => loaded.Leaf;

    /// <summary>Gets what the handshake presents. The chain is built once, without network access.</summary>
    public SslStreamCertificateContext Context => loaded.Context;
}

using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace GatewayKit.Acme.Ordering;

/// <summary>The certificate of a host with its private key and its chain.</summary>
internal sealed class HostCertificate
{
    private const int LongestChain = 10;

    private HostCertificate(X509Certificate2 leaf, X509Certificate2Collection chain, byte[] pem)
    {
        (Leaf, Pem) = (leaf, pem);
        Context = SslStreamCertificateContext.Create(leaf, chain, offline: true);
        Id = leaf.GetCertHashString(HashAlgorithmName.SHA256);
    }

    /// <summary>Gets the certificate with its private key.</summary>
    public X509Certificate2 Leaf { get; }

    /// <summary>Gets the certificate and its chain for handshakes.</summary>
    public SslStreamCertificateContext Context { get; }

    /// <summary>Gets all of it in PEM, as it is stored.</summary>
    public byte[] Pem { get; }

    /// <summary>Gets the SHA-256 of the certificate.</summary>
    public string Id { get; }

    public DateTimeOffset NotBefore => Leaf.NotBefore.ToUniversalTime();

    public DateTimeOffset NotAfter => Leaf.NotAfter.ToUniversalTime();

    public TimeSpan Lifetime => NotAfter - NotBefore;

    /// <summary>Reads a certificate.</summary>
    /// <param name="pem">The certificate, its chain and its private key in PEM.</param>
    /// <param name="host">The host that it must be for.</param>
    /// <exception cref="FormatException">The text isn't a certificate with its key, or it is for another host.</exception>
    public static HostCertificate Parse(byte[] pem, string host)
    {
        var text = Encoding.UTF8.GetString(pem);
        var chain = new X509Certificate2Collection();
        try
        {
            chain.ImportFromPem(text);
            if (chain.Count is 0 or > LongestChain)
                throw new FormatException($"It has {chain.Count} certificates.");

            chain[0].Dispose();
            chain.RemoveAt(0);
            var leaf = Usable(X509Certificate2.CreateFromPem(text, text));
            return leaf.MatchesHostname(host, allowWildcards: false, allowCommonName: false)
                ? new HostCertificate(leaf, chain, pem)
                : throw new FormatException($"The certificate isn't for '{host}'.");
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw new FormatException("It isn't a certificate with its private key in PEM.", error);
        }
    }

    // Windows can't use a key that is only in memory for TLS.
    private static X509Certificate2 Usable(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
            return certificate;

        using (certificate)
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}

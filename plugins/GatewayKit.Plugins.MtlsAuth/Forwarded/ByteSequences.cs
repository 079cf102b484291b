using System.Security.Cryptography.X509Certificates;

namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>Reads <c>Client-Cert</c> and <c>Client-Cert-Chain</c> (RFC 9440): byte sequences (RFC 8941, section 3.3.5).</summary>
internal static class ByteSequences
{
    /// <exception cref="System.Security.Cryptography.CryptographicException">A certificate isn't valid.</exception>
    /// <exception cref="FormatException">A value isn't a byte sequence.</exception>
    public static X509Certificate2Collection Read(string certificate, string chain)
    {
        var certificates = new X509Certificate2Collection { Read(certificate) };
        if (chain.Length == 0)
            return certificates;

        foreach (var item in chain.Split(','))
            certificates.Add(Read(item));
        return certificates;
    }

    private static X509Certificate2 Read(string item)
        => item.Trim(' ', '\t') is [':', .. var base64, ':']
            ? X509CertificateLoader.LoadCertificate(Convert.FromBase64String(base64))
            : throw new FormatException("A byte sequence is between colons.");
}

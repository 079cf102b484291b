using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GatewayKit.Configuration.Certificates;

/// <summary>Reads the blocks of a PEM file (RFC 7468).</summary>
internal static class PemText
{
    private const string CertificateLabel = "CERTIFICATE";
    private const string EncryptedKeyLabel = "ENCRYPTED PRIVATE KEY";

    /// <summary>Reads the certificates, in the order of the file. Other blocks are ignored.</summary>
    /// <param name="text">The text.</param>
    /// <param name="problem">The end of a sentence about the file if it has no certificate or an invalid one; null otherwise.</param>
    public static X509Certificate2Collection Certificates(string text, out string? problem)
    {
        var certificates = new X509Certificate2Collection();
        problem = null;
        try
        {
            certificates.ImportFromPem(text);
        }
        catch (CryptographicException)
        {
            problem = "has a certificate that can't be read";
        }

        if (problem is null && certificates.Count == 0)
            problem = $"has no PEM certificate (-----BEGIN {CertificateLabel}-----)";
        return certificates;
    }

    /// <summary>Returns whether the first private key is encrypted; null if there is no private key.</summary>
    public static bool? IsKeyEncrypted(ReadOnlySpan<char> text)
    {
        while (PemEncoding.TryFind(text, out var block))
        {
            var label = text[block.Label];
            if (label.SequenceEqual(EncryptedKeyLabel))
                return true;
            if (label.EndsWith("PRIVATE KEY", StringComparison.Ordinal))
                return false;
            text = text[block.Location.End..];
        }

        return null;
    }
}

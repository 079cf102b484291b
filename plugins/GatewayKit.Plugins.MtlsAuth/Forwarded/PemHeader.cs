using System.Security.Cryptography.X509Certificates;

namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>Reads PEM, URL-encoded or as it is, or base64 of DER with commas.</summary>
internal static class PemHeader
{
    /// <exception cref="System.Security.Cryptography.CryptographicException">A certificate isn't valid.</exception>
    /// <exception cref="FormatException">The value isn't base64.</exception>
    public static X509Certificate2Collection Read(string value)
    {
        var text = value.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(value) : value;
        var certificates = new X509Certificate2Collection();
        if (text.TrimStart().StartsWith("-----", StringComparison.Ordinal))
        {
            certificates.ImportFromPem(text);
            return certificates;
        }

        foreach (var part in text.Split(','))
            certificates.Add(X509CertificateLoader.LoadCertificate(Convert.FromBase64String(part)));
        return certificates;
    }
}

using System.Security.Cryptography.X509Certificates;

namespace GatewayKit.Tls;

/// <summary>The names of a certificate: its subject alternative names of the types DNS and IP (RFC 9525, section 6). The common name isn't
/// one.</summary>
internal static class CertificateNames
{
    private const string SubjectAlternativeName = "2.5.29.17";

    /// <exception cref="System.Security.Cryptography.CryptographicException">The extension can't be read.</exception>
    public static IReadOnlyList<string> Of(X509Certificate2 certificate)
    {
        if (certificate.Extensions[SubjectAlternativeName] is not { } extension)
            return [];

        var names = extension as X509SubjectAlternativeNameExtension ?? new X509SubjectAlternativeNameExtension(extension.RawData);
        return
        [
            .. names.EnumerateDnsNames().Select(name => name.TrimEnd('.').ToLowerInvariant()).Where(name => name.Length > 0)
                .Concat(names.EnumerateIPAddresses().Select(address => address.ToString()))
                .Distinct(StringComparer.Ordinal),
        ];
    }
}

using System.Buffers.Text;
using System.Security.Cryptography.X509Certificates;

namespace GatewayKit.Acme.Renewal;

/// <summary>The id of a certificate for its issuer (RFC 9773, section 4.1).</summary>
internal static class CertificateId
{
    /// <summary>Returns the id; null if the certificate doesn't say which key signed it.</summary>
    public static string? Of(X509Certificate2 certificate)
        => certificate.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().FirstOrDefault()?.KeyIdentifier is { } key
            ? $"{Base64Url.EncodeToString(key.Span)}.{Base64Url.EncodeToString(certificate.SerialNumberBytes.Span)}"
            : null;
}

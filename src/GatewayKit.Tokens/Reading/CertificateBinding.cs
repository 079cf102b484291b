using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace GatewayKit.Tokens;

/// <summary>Checks that the connection has the client certificate of a token (RFC 8705, section 3).</summary>
internal static class CertificateBinding
{
    /// <param name="certificate">The client certificate of the connection; null if there is none.</param>
    /// <param name="thumbprint">The thumbprint in the token.</param>
    public static bool Has(X509Certificate2? certificate, string thumbprint)
        => certificate is not null && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Base64UrlEncoder.Encode(SHA256.HashData(certificate.RawData))), Encoding.UTF8.GetBytes(thumbprint));
}

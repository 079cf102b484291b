using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace GatewayKit.Acme.Challenges;

/// <summary>The certificate that answers a challenge of the type <c>tls-alpn-01</c> (RFC 8737, section 3).</summary>
internal static class TlsAlpnCertificate
{
    /// <summary>The extension acmeIdentifier.</summary>
    public const string Extension = "1.3.6.1.5.5.7.1.31";

    /// <summary>Creates the certificate.</summary>
    /// <param name="host">The only name of the certificate.</param>
    /// <param name="keyAuthorization">The key authorization, whose SHA-256 the certificate has.</param>
    /// <param name="now">The time.</param>
    public static X509Certificate2 Create(string host, string keyAuthorization, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=acme-tls-alpn-01", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509Extension(Extension, Digest(keyAuthorization), critical: true));
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(7));
    }

    private static byte[] Digest(string keyAuthorization)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteOctetString(SHA256.HashData(Encoding.ASCII.GetBytes(keyAuthorization)));
        return writer.Encode();
    }
}

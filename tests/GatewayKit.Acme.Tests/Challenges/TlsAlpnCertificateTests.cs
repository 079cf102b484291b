using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using GatewayKit.Acme.Challenges;

namespace GatewayKit.Acme.Tests.Challenges;

public sealed class TlsAlpnCertificateTests
{
    private static readonly X509Certificate2 s_certificate =
        TlsAlpnCertificate.Create("api.example.com", "token.thumbprint", DateTimeOffset.UtcNow);

    [Fact]
    public void It_is_for_the_host_only()
    {
        var names = s_certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();

        Assert.Equal(["api.example.com"], names.EnumerateDnsNames());
        Assert.Empty(names.EnumerateIPAddresses());
    }

    [Fact]
    public void It_has_the_digest_of_the_key_authorization_in_a_critical_extension()
    {
        var extension = s_certificate.Extensions.Single(e => e.Oid?.Value == "1.3.6.1.5.5.7.1.31");
        var digest = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadOctetString();

        Assert.True(extension.Critical);
        Assert.Equal(SHA256.HashData(Encoding.ASCII.GetBytes("token.thumbprint")), digest);
    }

    [Fact]
    public void It_is_valid_now_and_has_its_private_key()
    {
        Assert.True(s_certificate.HasPrivateKey);
        Assert.InRange(DateTime.Now, s_certificate.NotBefore, s_certificate.NotAfter);
    }
}

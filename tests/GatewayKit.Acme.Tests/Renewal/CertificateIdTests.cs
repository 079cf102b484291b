using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Acme.Renewal;

namespace GatewayKit.Acme.Tests.Renewal;

public sealed class CertificateIdTests
{
    /// <summary>The key identifier and the serial number of RFC 9773, section 4.1, and appendix A.</summary>
    [Fact]
    public void The_id_is_that_of_the_example_of_RFC_9773()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=example.com", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(
            new X509SubjectKeyIdentifierExtension(Convert.FromHexString("69885B6B87464041E1B37B847BA0AE2CDE01C8D4"), false)));
        using var certificate = request.Create(
            new X500DistinguishedName("CN=Example CA"), X509SignatureGenerator.CreateForECDsa(key),
            DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1), Convert.FromHexString("0087654321"));

        Assert.Equal("aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE", CertificateId.Of(certificate));
    }

    [Fact]
    public void A_certificate_that_doesnt_say_who_signed_it_has_no_id()
        => Assert.Null(CertificateId.Of(GatewayKit.Acme.Challenges.TlsAlpnCertificate.Create("a.example", "t.k", DateTimeOffset.UtcNow)));
}

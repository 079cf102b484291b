using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GatewayKit.Tests.Shared;

/// <summary>A certificate authority for tests.</summary>
internal sealed class TestAuthority(X509Certificate2 certificate)
{
    /// <summary>The authority's certificate with its private key.</summary>
    public X509Certificate2 Certificate => certificate;

    public string Pem => certificate.ExportCertificatePem();

    public static TestAuthority Root(string subject = "CN=Test root", AsymmetricAlgorithm? key = null)
    {
        var content = Authority(subject);
        return new TestAuthority(content.Request(key ?? NewKey()).CreateSelfSigned(content.From, content.Until));
    }

    public TestAuthority Intermediate(string subject = "CN=Test intermediate", int? pathLength = null)
        => new(Issue(Authority(subject) with { PathLength = pathLength }));

    /// <summary>Issues a certificate; it has its private key.</summary>
    public X509Certificate2 Issue(TestCertificate content)
    {
        var key = content.Key ?? NewKey();
        var request = content.Request(key);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(certificate, true, false));
        var generator = certificate.GetECDsaPrivateKey() is { } ecdsa
            ? X509SignatureGenerator.CreateForECDsa(ecdsa)
            : X509SignatureGenerator.CreateForRSA(certificate.GetRSAPrivateKey()!, RSASignaturePadding.Pkcs1);

        // An authority's own certificate may end earlier; the tests need the chain to fail for the reason that they want.
        using var issued = request.Create(
            certificate.SubjectName, generator, content.From, content.Until, RandomNumberGenerator.GetBytes(16));
        return key is RSA rsa ? issued.CopyWithPrivateKey(rsa) : issued.CopyWithPrivateKey((ECDsa)key);
    }

    /// <summary>Issues a list of revoked certificates in DER.</summary>
    public byte[] RevocationList(DateTimeOffset from, DateTimeOffset until, params X509Certificate2[] revoked)
    {
        var builder = new CertificateRevocationListBuilder();
        foreach (var one in revoked)
            builder.AddEntry(one, from);
        return builder.Build(certificate, 1, until, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, from);
    }

    public static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static TestCertificate Authority(string subject)
        => new() { Subject = new(subject), IsAuthority = true, Purposes = null, Until = DateTimeOffset.UtcNow.AddYears(1) };
}

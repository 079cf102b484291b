using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GatewayKit.Acme.Tests.Server;

/// <summary>A certificate authority in memory.</summary>
internal sealed class TestAuthority
{
    public static readonly TestAuthority Shared = new();

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public TestAuthority()
    {
        var request = new CertificateRequest("CN=Test authority", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        Root = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    public X509Certificate2 Root { get; }

    /// <summary>Issues the certificate of a signing request.</summary>
    public X509Certificate2 Issue(byte[] csr, DateTimeOffset notBefore, DateTimeOffset notAfter, string? host = null)
    {
        var request = CertificateRequest.LoadSigningRequest(
            csr, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions);
        return Issue(request, notBefore, notAfter, host);
    }

    /// <summary>Returns a certificate with its key and chain in PEM.</summary>
    public byte[] Pem(string host, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var certificate = Issue(new CertificateRequest("", key, HashAlgorithmName.SHA256), notBefore, notAfter, host);
        return System.Text.Encoding.ASCII.GetBytes(
            $"{certificate.ExportCertificatePem()}\n{Root.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
    }

    private X509Certificate2 Issue(CertificateRequest request, DateTimeOffset notBefore, DateTimeOffset notAfter, string? host)
    {
        if (host is not null)
        {
            foreach (var names in request.CertificateExtensions.Where(e => e.Oid?.Value == "2.5.29.17").ToList())
                request.CertificateExtensions.Remove(names);
            var name = new SubjectAlternativeNameBuilder();
            name.AddDnsName(host);
            request.CertificateExtensions.Add(name.Build());
        }

        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Root, true, false));
        return request.Create(
            Root.SubjectName, X509SignatureGenerator.CreateForECDsa(_key), notBefore, notAfter, RandomNumberGenerator.GetBytes(16));
    }
}

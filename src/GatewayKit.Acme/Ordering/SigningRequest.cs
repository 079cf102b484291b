using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GatewayKit.Acme.Ordering;

/// <summary>The key pair of a new certificate and its signing request (PKCS#10), for one host name.</summary>
internal sealed class SigningRequest : IDisposable
{
    private readonly AsymmetricAlgorithm _key;

    private SigningRequest(AsymmetricAlgorithm key, byte[] request)
    {
        _key = key;
        Encoded = Base64Url.EncodeToString(request);
    }

    /// <summary>Gets the signing request: DER as base64url.</summary>
    public string Encoded { get; }

    /// <summary>Creates a key pair and its signing request.</summary>
    public static SigningRequest Create(string host, AcmeKeyType type)
    {
        var name = new X500DistinguishedName("");
        if (type == AcmeKeyType.Rsa2048)
        {
            var rsa = RSA.Create(2048);
            return new SigningRequest(
                rsa, Sign(new CertificateRequest(name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), host));
        }

        var (curve, hash) = type == AcmeKeyType.EcP384
            ? (ECCurve.NamedCurves.nistP384, HashAlgorithmName.SHA384)
            : (ECCurve.NamedCurves.nistP256, HashAlgorithmName.SHA256);
        var key = ECDsa.Create(curve);
        return new SigningRequest(key, Sign(new CertificateRequest(name, key, hash), host));
    }

    /// <summary>Returns the private key as PKCS#8 in PEM.</summary>
    public string ExportKey() => _key.ExportPkcs8PrivateKeyPem();

    public void Dispose() => _key.Dispose();

    private static byte[] Sign(CertificateRequest request, string host)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSigningRequest();
    }
}

using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>
/// The algorithm of a signature on a certificate or a CRL: RSA (PKCS #1 and PSS) and ECDSA with SHA-256, SHA-384 or SHA-512. Other
/// algorithms, such as those with SHA-1 and MD5, aren't accepted.
/// </summary>
/// <param name="Hash">The hash.</param>
/// <param name="Padding">The padding of RSA; null for ECDSA.</param>
internal sealed record SignatureKind(HashAlgorithmName Hash, RSASignaturePadding? Padding)
{
    private static readonly Dictionary<string, SignatureKind> s_known = new(StringComparer.Ordinal)
    {
        ["1.2.840.113549.1.1.11"] = new(HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        ["1.2.840.113549.1.1.12"] = new(HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        ["1.2.840.113549.1.1.13"] = new(HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        ["1.2.840.10045.4.3.2"] = new(HashAlgorithmName.SHA256, null),
        ["1.2.840.10045.4.3.3"] = new(HashAlgorithmName.SHA384, null),
        ["1.2.840.10045.4.3.4"] = new(HashAlgorithmName.SHA512, null),
    };

    private static readonly Dictionary<string, HashAlgorithmName> s_hashes = new(StringComparer.Ordinal)
    {
        ["2.16.840.1.101.3.4.2.1"] = HashAlgorithmName.SHA256,
        ["2.16.840.1.101.3.4.2.2"] = HashAlgorithmName.SHA384,
        ["2.16.840.1.101.3.4.2.3"] = HashAlgorithmName.SHA512,
    };

    /// <summary>Returns the algorithm of a certificate's signature; null if it isn't accepted.</summary>
    /// <exception cref="AsnContentException">The certificate isn't valid DER.</exception>
    public static SignatureKind? Of(X509Certificate2 certificate)
    {
        var parts = new AsnReader(certificate.RawDataMemory, AsnEncodingRules.DER).ReadSequence();
        parts.ReadEncodedValue();
        return Read(parts);
    }

    /// <summary>Reads an AlgorithmIdentifier (RFC 4055, RFC 5758); null if it isn't accepted.</summary>
    /// <exception cref="AsnContentException">The identifier isn't valid DER.</exception>
    public static SignatureKind? Read(AsnReader reader)
    {
        const string Pss = "1.2.840.113549.1.1.10";
        var algorithm = reader.ReadSequence();
        var oid = algorithm.ReadObjectIdentifier();
        if (oid != Pss)
            return s_known.GetValueOrDefault(oid);

        // Without its first parameter, the hash is SHA-1.
        var tag = new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true);
        if (!algorithm.HasData || algorithm.ReadSequence() is not { HasData: true } parameters || parameters.PeekTag() != tag)
            return null;

        var hash = parameters.ReadSequence(tag).ReadSequence().ReadObjectIdentifier();
        return s_hashes.TryGetValue(hash, out var name) ? new SignatureKind(name, RSASignaturePadding.Pss) : null;
    }

    /// <summary>Returns whether a signature is that of a key.</summary>
    public bool Verify(X509Certificate2 signer, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (Padding is not null)
        {
            using var rsa = signer.GetRSAPublicKey();
            return rsa?.VerifyData(data, signature, Hash, Padding) == true;
        }

        using var ecdsa = signer.GetECDsaPublicKey();
        return ecdsa?.VerifyData(data, signature, Hash, DSASignatureFormat.Rfc3279DerSequence) == true;
    }
}

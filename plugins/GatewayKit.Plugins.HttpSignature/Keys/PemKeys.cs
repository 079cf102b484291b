using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Authentication;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>Reads a public key or a certificate in PEM (RFC 7468).</summary>
internal static class PemKeys
{
    private const string Invalid = "isn't a valid public key or certificate in PEM";
    private const string RsaEncryption = "1.2.840.113549.1.1.1";
    private const string RsaPss = "1.2.840.113549.1.1.10";
    private const string Ed25519 = "1.3.101.112";
    private const string EllipticCurve = "1.2.840.10045.2.1";

    public static bool IsPem(string text) => text.AsSpan().TrimStart().StartsWith("-----BEGIN", StringComparison.Ordinal);

    /// <summary>Reads the first key.</summary>
    /// <param name="text">The text.</param>
    /// <param name="problem">Why it can't be used, as the end of a sentence; without the key itself.</param>
    public static KeyMaterial? Read(string text, out string? problem)
    {
        problem = Invalid;
        if (!PemEncoding.TryFind(text, out var fields))
            return null;

        var label = text[fields.Label];
        if (label.Contains("PRIVATE", StringComparison.Ordinal))
        {
            problem = JwkKeys.IsPrivateProblem;
            return null;
        }

        try
        {
            return Read(label, Convert.FromBase64String(text[fields.Base64Data]), ref problem);
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            problem = Invalid;
            return null;
        }
    }

    private static KeyMaterial? Read(string label, byte[] der, ref string? problem)
    {
        switch (label)
        {
            case "CERTIFICATE":
                using (var certificate = X509CertificateLoader.LoadCertificate(der))
                    return Read(certificate.PublicKey, ref problem);
            case "PUBLIC KEY":
                return Read(PublicKey.CreateFromSubjectPublicKeyInfo(der, out _), ref problem);
            case "RSA PUBLIC KEY":
                return ReadRsa(der, ref problem);
            default:
                return null;
        }
    }

    private static KeyMaterial? Read(PublicKey key, ref string? problem)
    {
        switch (key.Oid.Value)
        {
            case RsaEncryption or RsaPss:
                return ReadRsa(key.EncodedKeyValue.RawData, ref problem);
            case Ed25519:
                return KeyChecks.OfEd25519(key.EncodedKeyValue.RawData, out problem);
            case EllipticCurve:
                return EncodedKeys.TryReadEc(key, out var parameters) ? KeyChecks.OfEc(parameters, out problem) : null;
            default:
                problem = "has a type other than RSA, EC and Ed25519";
                return null;
        }
    }

    private static KeyMaterial? ReadRsa(byte[] der, ref string? problem)
        => EncodedKeys.TryReadRsa(der, out var parameters) ? KeyChecks.OfRsa(parameters, out problem) : null;
}

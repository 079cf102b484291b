using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using GatewayKit.Authentication;
using Microsoft.IdentityModel.Tokens;

namespace GatewayKit.Tokens;

/// <summary>Reads a public key or a certificate in PEM (RFC 7468).</summary>
internal static class PemReader
{
    private const string RsaEncryption = "1.2.840.113549.1.1.1";
    private const string EllipticCurve = "1.2.840.10045.2.1";

    /// <summary>Returns whether a text looks like PEM.</summary>
    public static bool IsPem(string text) => text.AsSpan().TrimStart().StartsWith("-----BEGIN", StringComparison.Ordinal);

    /// <summary>Reads the first key.</summary>
    /// <param name="text">The text.</param>
    /// <param name="id">The key id; null if it has none.</param>
    /// <param name="key">The key.</param>
    /// <param name="problem">Why the key can't be used, as the end of a sentence.</param>
    public static bool TryRead(
        string text, string? id, [NotNullWhen(true)] out VerificationKey? key, [NotNullWhen(false)] out string? problem)
    {
        key = null;
        if (!PemEncoding.TryFind(text, out var fields))
        {
            problem = "isn't valid PEM";
            return false;
        }

        var label = text[fields.Label];
        if (label.Contains("PRIVATE", StringComparison.Ordinal))
        {
            problem = "is a private key; only the issuer of the tokens may have it. Configure the public key";
            return false;
        }

        try
        {
            if (Jwk(label, Convert.FromBase64String(text[fields.Base64Data]), id) is { } jwk)
                return JwkReader.TryRead(jwk, out key, out problem);
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            // The problem is the same as for a key that can't be read.
        }

        problem = "isn't a valid public key or certificate";
        return false;
    }

    private static JsonElement? Jwk(string label, byte[] der, string? id)
    {
        switch (label)
        {
            case "CERTIFICATE":
                using (var certificate = X509CertificateLoader.LoadCertificate(der))
                    return Jwk(certificate.PublicKey, id);
            case "RSA PUBLIC KEY":
                return EncodedKeys.TryReadRsa(der, out var rsa) ? Jwk(Members(rsa), id) : null;
            default:
                return Jwk(PublicKey.CreateFromSubjectPublicKeyInfo(der, out _), id);
        }
    }

    private static JsonElement? Jwk(PublicKey key, string? id) => key.Oid.Value switch
    {
        RsaEncryption => EncodedKeys.TryReadRsa(key.EncodedKeyValue.RawData, out var rsa) ? Jwk(Members(rsa), id) : null,
        EllipticCurve => EncodedKeys.TryReadEc(key, out var ec) ? Jwk(Members(ec), id) : null,
        _ => Jwk([], id),
    };

    private static JsonElement Jwk(Dictionary<string, string> members, string? id)
    {
        if (id is not null)
            members["kid"] = id;

        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in members)
                writer.WriteString(name, value);
            writer.WriteEndObject();
        }

        return JsonElement.Parse(json.ToArray());
    }

    private static Dictionary<string, string> Members(in RSAParameters rsa) => new()
    {
        ["kty"] = "RSA",
        ["n"] = Base64UrlEncoder.Encode(rsa.Modulus),
        ["e"] = Base64UrlEncoder.Encode(rsa.Exponent),
    };

    private static Dictionary<string, string> Members(in ECParameters ec) => new()
    {
        ["kty"] = "EC",
        ["crv"] = ec.Curve.Oid.Value switch
        {
            "1.2.840.10045.3.1.7" => "P-256",
            "1.3.132.0.34" => "P-384",
            "1.3.132.0.35" => "P-521",
            _ => "",
        },
        ["x"] = Base64UrlEncoder.Encode(ec.Q.X),
        ["y"] = Base64UrlEncoder.Encode(ec.Q.Y),
    };
}

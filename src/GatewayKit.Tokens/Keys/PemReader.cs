using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace GatewayKit.Tokens;

/// <summary>Reads a public key or a certificate in PEM (RFC 7468).</summary>
internal static class PemReader
{
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
            return JwkReader.TryRead(Jwk(label, Convert.FromBase64String(text[fields.Base64Data]), id), out key, out problem);
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            problem = "isn't a valid public key or certificate";
            return false;
        }
    }

    private static JsonElement Jwk(string label, byte[] der, string? id)
    {
        if (label == "CERTIFICATE")
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der);
            return Jwk(certificate.GetRSAPublicKey(), certificate.GetECDsaPublicKey(), id);
        }

        if (label == "RSA PUBLIC KEY")
        {
            using var rsa = RSA.Create();
            rsa.ImportRSAPublicKey(der, out _);
            return Jwk(rsa, null, id);
        }

        var key = PublicKey.CreateFromSubjectPublicKeyInfo(der, out _);
        return Jwk(key.GetRSAPublicKey(), key.GetECDsaPublicKey(), id);
    }

    private static JsonElement Jwk(RSA? rsa, ECDsa? ec, string? id)
    {
        using (rsa)
        using (ec)
        {
            var members = rsa is not null ? Members(rsa.ExportParameters(false)) : ec is not null
                ? Members(ec.ExportParameters(false)) : [];
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

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using GatewayKit.Authentication;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>Reads a JSON Web Key (RFC 7517, section 4; RFC 8037, section 2).</summary>
internal static class JwkKeys
{
    /// <summary>The problem of a private key.</summary>
    public const string IsPrivateProblem = "is a private key; only the consumer may have it. Configure the public key";

    private const int MaximumDepth = 8;

    private static readonly string[] s_privateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth"];

    /// <summary>Reads a key.</summary>
    /// <param name="json">The key.</param>
    /// <param name="problem">Why it can't be used, as the end of a sentence; without the key itself.</param>
    public static KeyMaterial? Read(ReadOnlySpan<byte> json, out string? problem)
    {
        problem = "isn't a valid JSON Web Key";
        if (!StrictJson.TryParseObject(json, MaximumDepth, out var jwk))
            return null;

        if (s_privateMembers.Any(name => jwk.TryGetProperty(name, out _)))
        {
            problem = IsPrivateProblem;
            return null;
        }

        try
        {
            return Read(jwk, out problem);
        }
        catch (CryptographicException)
        {
            problem = "isn't a valid key";
            return null;
        }
    }

    private static KeyMaterial? Read(JsonElement jwk, out string? problem)
    {
        problem = "isn't a complete JSON Web Key in canonical base64url";
        switch (Text(jwk, "kty"))
        {
            case "oct":
                return TryBytes(jwk, "k", out var secret) ? KeyChecks.OfSecret(secret, out problem) : null;
            case "RSA":
                return TryBytes(jwk, "n", out var modulus) && TryBytes(jwk, "e", out var exponent)
                    ? KeyChecks.OfRsa(new RSAParameters { Modulus = modulus, Exponent = exponent }, out problem)
                    : null;
            case "EC" when Curves.Find(Text(jwk, "crv")) is { } curve:
                return TryBytes(jwk, "x", out var x) && TryBytes(jwk, "y", out var y)
                    ? KeyChecks.OfEc(new ECParameters { Curve = curve, Q = new ECPoint { X = x, Y = y } }, out problem)
                    : null;
            case "OKP" when Text(jwk, "crv") == "Ed25519":
                return TryBytes(jwk, "x", out var point) ? KeyChecks.OfEd25519(point, out problem) : null;
            default:
                problem = "has a type other than oct, RSA, EC on P-256 or P-384, and OKP on Ed25519";
                return null;
        }
    }

    private static string? Text(JsonElement jwk, string name)
        => jwk.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool TryBytes(JsonElement jwk, string name, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        return Text(jwk, name) is { Length: > 0 and <= 4096 } text && StrictBase64Url.TryDecode(text, out bytes);
    }
}

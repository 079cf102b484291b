using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using GatewayKit.Authentication;
using Microsoft.IdentityModel.Tokens;

namespace GatewayKit.Tokens;

/// <summary>
/// Reads a JSON Web Key (RFC 7517, section 4) that verifies signatures. Weak keys are refused (RFC 8725, sections 3.2 and 3.5). A key is
/// checked here, and imported when it verifies its first token.
/// </summary>
internal static class JwkReader
{
    // The upper bounds limit the time of a verification with a key that a client has sent.
    private const int MinimumRsaBits = 2048;
    private const int MaximumRsaBits = 8192;
    private const int MaximumSecretBytes = 1024;

    private static readonly string[] s_privateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth"];

    /// <summary>Reads a key.</summary>
    /// <param name="jwk">The key: an object.</param>
    /// <param name="key">The key.</param>
    /// <param name="problem">Why the key can't be used, as the end of a sentence; without the key itself.</param>
    public static bool TryRead(JsonElement jwk, [NotNullWhen(true)] out VerificationKey? key, [NotNullWhen(false)] out string? problem)
    {
        key = null;
        problem = jwk.ValueKind == JsonValueKind.Object ? Unsuitable(jwk) : "isn't an object";
        if (problem is not null)
            return false;

        var built = Text(jwk, "kty") switch
        {
            "RSA" => Rsa(jwk, out problem),
            "EC" => Curve(jwk, out problem),
            "oct" => Secret(jwk, out problem),
            var type => None($"has the type {HeaderOptions.Quoted(type ?? "")}; it must be RSA, EC or oct", out problem),
        };
        if (built is not var (security, algorithms))
        {
            problem ??= "isn't valid";
            return false;
        }

        if (Text(jwk, "kid")?.Length > 256)
        {
            problem = "has an id of more than 256 characters";
            return false;
        }

        if (Text(jwk, "alg") is { } algorithm)
        {
            if (!algorithms.Contains(algorithm))
            {
                problem = $"has the algorithm {HeaderOptions.Quoted(algorithm)}, which its type, curve or length doesn't allow";
                return false;
            }

            algorithms = [algorithm];
        }

        key = new VerificationKey(Text(jwk, "kid"), security, Thumbprint(security), algorithms);
        problem = null;
        return true;
    }

    /// <summary>Returns whether a key of a set has another purpose or a type that this version doesn't know, and is ignored.</summary>
    public static bool IsForOthers(JsonElement jwk)
        => jwk.ValueKind == JsonValueKind.Object && (Unsuitable(jwk) is not null || Text(jwk,
            "kty") is not ("RSA" or "EC" or "oct" or null));

    /// <summary>Returns whether a key has private parts (RFC 7518, sections 6.2.2 and 6.3.2).</summary>
    public static bool IsPrivate(JsonElement jwk)
        => jwk.ValueKind == JsonValueKind.Object && s_privateMembers.Any(name => jwk.TryGetProperty(name, out _));

    private static string? Unsuitable(JsonElement jwk)
    {
        if (jwk.TryGetProperty("use", out var use) && !(use.ValueKind == JsonValueKind.String && use.ValueEquals("sig")))
            return "isn't for signatures";
        if (jwk.TryGetProperty("key_ops", out var operations) && !ClaimValue.Texts(operations).Contains("verify"))
            return "isn't for verifying signatures";

        return null;
    }

    private static (SecurityKey, string[])? Rsa(JsonElement jwk, out string? problem)
    {
        if (!TryBytes(jwk, "n", out var modulus) || !TryBytes(jwk, "e", out var exponent))
            return None("needs 'n' and 'e' in base64url", out problem);

        var bits = modulus.AsSpan().TrimStart((byte)0) is [var first, ..] rest
            ? (rest.Length * 8) - byte.LeadingZeroCount(first)
            : 0;
        if (bits is < MinimumRsaBits or > MaximumRsaBits)
            return None($"is an RSA key of {bits} bits; it must have {MinimumRsaBits} to {MaximumRsaBits}", out problem);

        if (!EncodedKeys.IsValid(new RSAParameters { Modulus = modulus, Exponent = exponent }))
            return None("has an invalid RSA modulus or exponent", out problem);

        problem = null;
        return (new JsonWebKey { Kty = "RSA", N = Base64UrlEncoder.Encode(modulus), E = Base64UrlEncoder.Encode(exponent) },
            SigningAlgorithms.Rsa);
    }

    private static (SecurityKey, string[])? Curve(JsonElement jwk, out string? problem)
    {
        if (Text(jwk, "crv") is not { } curve || !SigningAlgorithms.ByCurve.TryGetValue(curve, out var algorithm))
            return None("has a curve other than P-256, P-384 and P-521", out problem);
        if (!TryBytes(jwk, "x", out var x) || !TryBytes(jwk, "y", out var y))
            return None("needs 'x' and 'y' in base64url", out problem);

        var named = curve switch
        {
            "P-256" => ECCurve.NamedCurves.nistP256,
            "P-384" => ECCurve.NamedCurves.nistP384,
            _ => ECCurve.NamedCurves.nistP521,
        };
        if (!EncodedKeys.IsValid(new ECParameters { Curve = named, Q = new ECPoint { X = x, Y = y } }))
            return None("isn't a point on its curve", out problem);

        problem = null;
        return (new JsonWebKey { Kty = "EC", Crv = curve, X = Base64UrlEncoder.Encode(x), Y = Base64UrlEncoder.Encode(y) }, [algorithm]);
    }

    private static (SecurityKey, string[])? Secret(JsonElement jwk, out string? problem)
    {
        if (!TryBytes(jwk, "k", out var secret))
            return None("needs 'k' in base64url", out problem);

        return FromSecret(secret, out problem);
    }

    /// <summary>Creates the key for a secret.</summary>
    public static (SecurityKey Key, string[] Algorithms)? FromSecret(byte[] secret, out string? problem)
    {
        if (SigningAlgorithms.OfSecret(secret.Length) is not { Length: > 0 } algorithms || secret.Length > MaximumSecretBytes)
            return None($"is a secret of {secret.Length} bytes; it must have 32 to {MaximumSecretBytes}", out problem);

        problem = null;
        return (new SymmetricSecurityKey(secret), algorithms);
    }

    /// <summary>Returns the thumbprint of a key (RFC 7638) in base64url.</summary>
    public static string Thumbprint(SecurityKey key) => Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());

    private static (SecurityKey, string[])? None(string reason, out string? problem)
    {
        problem = reason;
        return null;
    }

    private static string? Text(JsonElement jwk, string name)
        => jwk.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool TryBytes(JsonElement jwk, string name, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        return Text(jwk, name) is { Length: > 0 and <= 4096 } text && StrictBase64Url.TryDecode(text, out bytes);
    }
}

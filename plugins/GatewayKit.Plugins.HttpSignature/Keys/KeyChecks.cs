using System.Security.Cryptography;
using GatewayKit.Authentication;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>Accepts key material that is strong and valid. RSA and EC keys are imported at their first use.</summary>
internal static class KeyChecks
{
    private const int MinimumRsaBits = 2048;
    private const int MaximumRsaBits = 8192;
    private const int MinimumSecretBytes = 32;
    private const int MaximumSecretBytes = 1024;

    public static KeyMaterial? OfSecret(byte[] secret, out string? problem)
    {
        problem = secret.Length is >= MinimumSecretBytes and <= MaximumSecretBytes
            ? null
            : $"is a secret of {secret.Length} bytes; it must have {MinimumSecretBytes} to {MaximumSecretBytes}";
        return problem is null ? new KeyMaterial { Secret = secret } : null;
    }

    public static KeyMaterial? OfRsa(in RSAParameters key, out string? problem)
    {
        var modulus = key.Modulus.AsSpan().TrimStart((byte)0);
        var bits = modulus.IsEmpty ? 0 : (modulus.Length * 8) - byte.LeadingZeroCount(modulus[0]);
        problem = bits is < MinimumRsaBits or > MaximumRsaBits
            ? $"is an RSA key of {bits} bits; it must have {MinimumRsaBits} to {MaximumRsaBits}"
            : EncodedKeys.IsValid(key) ? null : "has an invalid RSA modulus or exponent";
        return problem is null ? new KeyMaterial { Rsa = key } : null;
    }

    public static KeyMaterial? OfEc(in ECParameters key, out string? problem)
    {
        problem = !Curves.IsP256(key) && !Curves.IsP384(key) ? "has a curve other than P-256 and P-384"
            : EncodedKeys.IsValid(key) ? null : "isn't a point on its curve";
        return problem is null ? new KeyMaterial { Ec = key } : null;
    }

    public static KeyMaterial? OfEd25519(byte[] key, out string? problem)
    {
        // Also rejects points of small order, for which signatures of any text can be made.
        var point = key.Length == Ed25519.PublicKeySize ? Ed25519.ValidatePublicKeyFullExport(key, 0) : null;
        problem = point is null ? "isn't a valid Ed25519 key" : null;
        return point is null ? null : new KeyMaterial { Ed25519 = point };
    }
}

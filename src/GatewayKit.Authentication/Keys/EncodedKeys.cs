using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GatewayKit.Authentication;

/// <summary>
/// Reads public keys without the cryptographic library of the platform, which needs a fifth of a millisecond for each: a configuration
/// can have many keys, of which few are used.
/// </summary>
public static class EncodedKeys
{
    private const int MaximumExponentBytes = 8;
    private const byte Uncompressed = 4;

    /// <summary>Reads an RSA key (RFC 8017, appendix A.1.1).</summary>
    /// <param name="der">The encoded key.</param>
    /// <param name="key">The key, which may be weak.</param>
    /// <returns><c>true</c> if the text is an encoded key.</returns>
    public static bool TryReadRsa(ReadOnlyMemory<byte> der, out RSAParameters key)
    {
        key = default;
        try
        {
            var reader = new AsnReader(der, AsnEncodingRules.BER);
            var members = reader.ReadSequence();
            reader.ThrowIfNotEmpty();
            var (modulus, exponent) = (members.ReadIntegerBytes(), members.ReadIntegerBytes());
            members.ThrowIfNotEmpty();
            if (modulus.Span[0] > sbyte.MaxValue || exponent.Span[0] > sbyte.MaxValue)
                return false;

            key = new RSAParameters
            {
                Modulus = modulus.Span.TrimStart((byte)0).ToArray(),
                Exponent = exponent.Span.TrimStart((byte)0).ToArray(),
            };
            return true;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    /// <summary>Reads a key on a named curve (RFC 5480, section 2). Its point isn't checked.</summary>
    /// <param name="key">The encoded key.</param>
    /// <param name="parameters">The curve and the point.</param>
    /// <returns><c>true</c> if the curve is named, and the point isn't compressed.</returns>
    public static bool TryReadEc(PublicKey key, out ECParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(key);
        parameters = default;
        if (key.EncodedParameters is not { } encoded)
            return false;

        try
        {
            var reader = new AsnReader(encoded.RawData, AsnEncodingRules.BER);
            var curve = reader.ReadObjectIdentifier();
            reader.ThrowIfNotEmpty();
            if (key.EncodedKeyValue.RawData is not [Uncompressed, _, _, ..] point || point.Length % 2 == 0)
                return false;

            var middle = 1 + (point.Length / 2);
            parameters = new ECParameters
            {
                Curve = ECCurve.CreateFromValue(curve),
                Q = new ECPoint { X = point[1..middle], Y = point[middle..] },
            };
            return true;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    /// <summary>Returns whether an RSA key can be used at all: its modulus is odd, and so is its exponent, which is more than 1 and has at
    /// most 8 bytes. Its length isn't checked.</summary>
    /// <param name="key">The key.</param>
    public static bool IsValid(in RSAParameters key)
    {
        var exponent = key.Exponent.AsSpan().TrimStart((byte)0);
        return IsOdd(key.Modulus) && IsOdd(exponent) && exponent is not [1] && exponent.Length <= MaximumExponentBytes;
    }

    /// <summary>
    /// Returns whether a point is on its curve and has coordinates of full length: P-256, P-384 or P-521 (FIPS 186-5, SP 800-186). As all
    /// points of these curves have the order of the curve, the point is then a valid public key.
    /// </summary>
    /// <param name="key">The curve and the point.</param>
    public static bool IsValid(in ECParameters key)
        => NistCurve.Find(key.Curve.Oid?.Value) is { } curve && curve.Has(key.Q.X, key.Q.Y);

    private static bool IsOdd(ReadOnlySpan<byte> number) => !number.IsEmpty && (number[^1] & 1) != 0;
}

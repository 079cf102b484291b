using System.Globalization;
using System.Numerics;

namespace GatewayKit.Authentication;

/// <summary>A curve y² = x³ - 3x + b of SP 800-186, section 3.2.1. Only for public keys: the time depends on the values.</summary>
internal sealed class NistCurve
{
    private static readonly NistCurve s_p256 = new(
        32,
        Power(256) - Power(224) + Power(192) + Power(96) - 1,
        "5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B");

    private static readonly NistCurve s_p384 = new(
        48,
        Power(384) - Power(128) - Power(96) + Power(32) - 1,
        "B3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF");

    private static readonly NistCurve s_p521 = new(
        66,
        Power(521) - 1,
        "051953EB9618E1C9A1F929A21A0B68540EEA2DA725B99B315F3B8B489918EF109E156193951EC7E937B1652C0BD3BB1BF073573DF883D2C34F1EF451FD46B5"
            + "03F00");

    private readonly int _length;
    private readonly BigInteger _prime;
    private readonly BigInteger _b;

    private NistCurve(int length, BigInteger prime, string b)
        => (_length, _prime, _b) = (length, prime, BigInteger.Parse("0" + b, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));

    /// <summary>Returns the curve with an object identifier (RFC 5480, section 2.1.1.1); null for any other.</summary>
    public static NistCurve? Find(string? oid) => oid switch
    {
        "1.2.840.10045.3.1.7" => s_p256,
        "1.3.132.0.34" => s_p384,
        "1.3.132.0.35" => s_p521,
        _ => null,
    };

    /// <summary>Returns whether a point is on the curve.</summary>
    public bool Has(byte[]? x, byte[]? y)
    {
        if (x?.Length != _length || y?.Length != _length)
            return false;

        var (a, b) = (new BigInteger(x, isUnsigned: true, isBigEndian: true), new BigInteger(y, isUnsigned: true, isBigEndian: true));
        return a < _prime && b < _prime && BigInteger.Remainder((a * ((a * a) - 3)) + _b - (b * b), _prime).IsZero;
    }

    private static BigInteger Power(int exponent) => BigInteger.One << exponent;
}

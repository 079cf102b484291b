using System.Globalization;
using System.Numerics;
using System.Text;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.OpenApi.Mocking.Examples.Planning;

/// <summary>A number without rounding: a whole number divided by a power of ten.</summary>
internal readonly record struct ExactNumber(BigInteger Units, int Scale)
{
    /// <summary>The maximum number of digits on either side of the decimal point; longer numbers aren't calculated with.</summary>
    private const int MaxDigits = 400;

    /// <summary>Reads a JSON number; <c>null</c> if it is too large or has too many decimals.</summary>
    public static ExactNumber? Parse(ReadOnlySpan<byte> json)
    {
        var number = JsonNumber.Parse(json);
        if (number.Count > MaxDigits || Math.Abs(number.Exponent) > MaxDigits)
            return null;
        if (number.Count == 0)
            return new ExactNumber(BigInteger.Zero, 0);
        var digits = BigInteger.Parse(Encoding.ASCII.GetString(number.Digits).Replace(".", "", StringComparison.Ordinal),
            NumberStyles.None, CultureInfo.InvariantCulture);
        var units = number.Negative ? -digits : digits;
        return number.Exponent >= 0
            ? new ExactNumber(units * BigInteger.Pow(10, (int)number.Exponent), 0)
            : new ExactNumber(units, (int)-number.Exponent);
    }

    /// <summary>Returns the number in units of a finer scale.</summary>
    public BigInteger At(int scale) => Units * BigInteger.Pow(10, scale - Scale);
}

using System.Numerics;
using System.Text;

namespace GatewayKit.JsonSchema.Values;

/// <summary>Determines exactly whether numbers are multiples of a divisor, regardless of their size.</summary>
internal sealed class JsonDivisor
{
    private readonly BigInteger _large;
    private readonly ulong _small;
    private readonly long _exponent;

    /// <param name="divisor">The divisor, not zero.</param>
    public JsonDivisor(JsonNumber divisor)
    {
        _large = BigInteger.Parse(Encoding.ASCII.GetString(divisor.Digits).Replace(".", "", StringComparison.Ordinal),
            System.Globalization.CultureInfo.InvariantCulture);
        _small = _large <= ulong.MaxValue ? (ulong)_large : 0;
        _exponent = divisor.Exponent;
    }

    /// <summary>The cost of each digit of a number relative to reading it.</summary>
    public int Cost => _small != 0 ? 64 : 64 + (int)_large.GetByteCount();

    public bool Divides(JsonNumber number)
    {
        if (number.Count == 0)
            return true;
        // Neither last digit is zero, so a divisor with a higher power of ten can't divide.
        var shift = number.Exponent - _exponent;
        if (shift < 0)
            return false;
        return _small != 0 ? SmallDivides(number, shift) : LargeDivides(number, shift);
    }

    private bool SmallDivides(JsonNumber number, long shift)
    {
        UInt128 rest = 0;
        foreach (var digit in number.Digits)
        {
            if (digit != '.')
                rest = ((rest * 10) + (uint)(digit - '0')) % _small;
        }
        return rest * PowerOfTen(shift) % _small == 0;
    }

    private bool LargeDivides(JsonNumber number, long shift)
    {
        BigInteger rest = 0;
        foreach (var digit in number.Digits)
        {
            if (digit != '.')
                rest = ((rest * 10) + (digit - '0')) % _large;
        }
        return (rest * BigInteger.ModPow(10, shift, _large) % _large).IsZero;
    }

    private UInt128 PowerOfTen(long exponent)
    {
        UInt128 power = 1 % (UInt128)_small;
        UInt128 factor = 10 % (UInt128)_small;
        for (; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0)
                power = power * factor % _small;
            factor = factor * factor % _small;
        }
        return power;
    }
}

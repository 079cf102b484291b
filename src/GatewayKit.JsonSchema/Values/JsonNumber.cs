using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace GatewayKit.JsonSchema.Values;

/// <summary>A JSON number of any size exactly as written: sign, digits, and the power of ten of the last digit.</summary>
internal readonly ref struct JsonNumber
{
    /// <summary>Larger exponents are treated alike: no number that is written out comes close.</summary>
    private const long LargestExponent = 1_000_000_000_000;

    private JsonNumber(bool negative, ReadOnlySpan<byte> digits, long exponent)
    {
        Negative = negative;
        Digits = digits;
        Exponent = exponent;
        Count = digits.Contains((byte)'.') ? digits.Length - 1 : digits.Length;
    }

    public static JsonNumber Zero => default;

    public bool Negative { get; }

    /// <summary>The digits from the first to the last nonzero one; they may include a decimal point, which is ignored.</summary>
    public ReadOnlySpan<byte> Digits { get; }

    /// <summary>The number of digits, without the decimal point; 0 for zero.</summary>
    public int Count { get; }

    /// <summary>The power of ten of the last digit.</summary>
    public long Exponent { get; }

    public bool IsInteger => Exponent >= 0;

    public static JsonNumber Parse(in JsonElement value) => Parse(JsonMarshal.GetRawUtf8Value(value));

    /// <summary>Reads a valid JSON number (RFC 8259, section 6).</summary>
    public static JsonNumber Parse(ReadOnlySpan<byte> text)
    {
        var negative = text[0] == '-';
        if (negative)
            text = text[1..];

        long exponent = 0;
        if (text.IndexOfAny((byte)'e', (byte)'E') is var e and >= 0)
        {
            exponent = ParseExponent(text[(e + 1)..]);
            text = text[..e];
        }
        if (text.IndexOf((byte)'.') is var point and >= 0)
            exponent -= text.Length - point - 1;

        text = text.TrimStart("0."u8);
        while (text.Length > 0 && text[^1] is (byte)'0' or (byte)'.')
        {
            if (text[^1] == '0')
                exponent++;
            text = text[..^1];
        }
        return text.IsEmpty ? Zero : new JsonNumber(negative, text, exponent);
    }

    public int CompareTo(JsonNumber other)
    {
        if (Sign != other.Sign)
            return Sign.CompareTo(other.Sign);
        return Sign * CompareMagnitude(other);
    }

    public int ToInt32Saturated()
    {
        if (Count + Exponent > 10)
            return int.MaxValue;
        long value = 0;
        foreach (var digit in Digits)
            value = digit == '.' ? value : (value * 10) + (digit - '0');
        for (var i = 0; i < Exponent; i++)
            value *= 10;
        return (int)Math.Min(value, int.MaxValue);
    }

    public int Hash()
    {
        var hash = new HashCode();
        hash.Add(Negative);
        hash.Add(Exponent);
        foreach (var digit in Digits)
        {
            if (digit != '.')
                hash.Add(digit);
        }
        return hash.ToHashCode();
    }

    private int Sign => Count == 0 ? 0 : Negative ? -1 : 1;

    private int CompareMagnitude(JsonNumber other)
    {
        var order = (Count + Exponent).CompareTo(other.Count + other.Exponent);
        if (order != 0)
            return order;

        var (i, j) = (0, 0);
        while (i < Digits.Length && j < other.Digits.Length)
        {
            if (Digits[i] == '.')
                i++;
            else if (other.Digits[j] == '.')
                j++;
            else if (Digits[i] != other.Digits[j])
                return Digits[i].CompareTo(other.Digits[j]);
            else
                (i, j) = (i + 1, j + 1);
        }
        return Count.CompareTo(other.Count);
    }

    private static long ParseExponent(ReadOnlySpan<byte> text)
    {
        var negative = text[0] == '-';
        if (text[0] is (byte)'-' or (byte)'+')
            text = text[1..];
        var size = Utf8Parser.TryParse(text, out long value, out var read) && read == text.Length
            ? Math.Min(value, LargestExponent)
            : LargestExponent;
        return negative ? -size : size;
    }
}

using System.Buffers.Text;
using System.Globalization;
using Google.Protobuf.Reflection;

namespace GatewayKit.Plugins.GrpcJson.Json;

/// <summary>Writes a value that is a text: of JSON, of a path or of a query.</summary>
internal static class ScalarText
{
    private const int MaxDigits = 28;
    private const NumberStyles Integer = NumberStyles.AllowLeadingSign;
    private const NumberStyles Real = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Writes the value of a scalar field without its tag.</summary>
    /// <exception cref="TranscodingException">The text isn't a value of the field's type.</exception>
    public static void Write(FieldDescriptor field, string text, WireBuffer output)
    {
        switch (field.FieldType)
        {
            case FieldType.String:
                output.Text(text);
                break;
            case FieldType.Bytes:
                output.Bytes(BytesOf(field, text));
                break;
            case FieldType.Bool:
                output.Varint(text switch { "true" => 1UL, "false" => 0UL, _ => throw Not(field, "true or false") });
                break;
            case FieldType.Enum:
                output.Varint((ulong)(long)NumberOf(field, text));
                break;
            case FieldType.Double:
                output.Fixed64(BitConverter.DoubleToUInt64Bits(RealOf(field, text, double.MaxValue)));
                break;
            case FieldType.Float:
                output.Fixed32(BitConverter.SingleToUInt32Bits((float)RealOf(field, text, float.MaxValue)));
                break;
            case FieldType.Int32:
                output.Varint((ulong)(long)IntegerOf(field, text, int.MinValue, int.MaxValue));
                break;
            case FieldType.SInt32:
                var small = (int)IntegerOf(field, text, int.MinValue, int.MaxValue);
                output.Varint((uint)((small << 1) ^ (small >> 31)));
                break;
            case FieldType.SFixed32:
                output.Fixed32((uint)(int)IntegerOf(field, text, int.MinValue, int.MaxValue));
                break;
            case FieldType.UInt32:
                output.Varint((ulong)IntegerOf(field, text, 0, uint.MaxValue));
                break;
            case FieldType.Fixed32:
                output.Fixed32((uint)IntegerOf(field, text, 0, uint.MaxValue));
                break;
            case FieldType.Int64:
                output.Varint((ulong)(long)IntegerOf(field, text, long.MinValue, long.MaxValue));
                break;
            case FieldType.SInt64:
                var large = (long)IntegerOf(field, text, long.MinValue, long.MaxValue);
                output.Varint((ulong)((large << 1) ^ (large >> 63)));
                break;
            case FieldType.SFixed64:
                output.Fixed64((ulong)(long)IntegerOf(field, text, long.MinValue, long.MaxValue));
                break;
            case FieldType.UInt64:
                output.Varint((ulong)IntegerOf(field, text, 0, ulong.MaxValue));
                break;
            default:
                output.Fixed64((ulong)IntegerOf(field, text, 0, ulong.MaxValue));
                break;
        }
    }

    private static int NumberOf(FieldDescriptor field, string text)
        => field.EnumType.FindValueByName(text) is { } value ? value.Number
            : int.TryParse(text, Integer, CultureInfo.InvariantCulture, out var number) && !HasZero(text) ? number
            : throw Not(field, "a value of its enumeration");

    // A number such as 1e3 or 1.0 is an integer, too.
    private static decimal IntegerOf(FieldDescriptor field, string text, decimal minimum, decimal maximum)
        => decimal.TryParse(text, Real, CultureInfo.InvariantCulture, out var number) && !HasZero(text) && IsExact(text, number)
            && decimal.IsInteger(number) && number >= minimum && number <= maximum
            ? number
            : throw Not(field, $"an integer from {minimum} to {maximum}");

    // A decimal has enough digits for each integer, but a long fraction is rounded to one, and a very small number to 0.
    private static bool IsExact(ReadOnlySpan<char> text, decimal number)
    {
        var mantissa = (text.IndexOfAny('e', 'E') is >= 0 and var end ? text[..end] : text).Trim("+-.0");
        var digits = mantissa.Length - mantissa.Count('.');
        return digits <= MaxDigits && number == 0 == (digits == 0);
    }

    // .NET ignores these characters after a number.
    private static bool HasZero(string text) => text.Contains('\0', StringComparison.Ordinal);

    private static double RealOf(FieldDescriptor field, string text, double maximum) => text switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => double.TryParse(text, Real, CultureInfo.InvariantCulture, out var number) && !HasZero(text) && Math.Abs(number) <= maximum
            ? number
            : throw Not(field, "a number"),
    };

    // The alphabet for URLs is valid, too, and padding may be absent.
    private static byte[] BytesOf(FieldDescriptor field, string text)
    {
        try
        {
            return Base64Url.DecodeFromChars(text.Replace('+', '-').Replace('/', '_').TrimEnd('='));
        }
        catch (FormatException)
        {
            throw Not(field, "base64");
        }
    }

    private static TranscodingException Not(FieldDescriptor field, string expected)
        => TranscodingException.OfField(field.JsonName, $"must be {expected}");
}

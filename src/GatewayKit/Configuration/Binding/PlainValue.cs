using System.Globalization;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Binding;

/// <summary>
/// An option without a type: text, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, null, a list, or a
/// dictionary. Scalars without quotes that JSON would read as a number or boolean become one.
/// </summary>
internal static class PlainValue
{
    public static object? Of(ConfigNode node) => node switch
    {
        ConfigMapping mapping => mapping.Entries.ToDictionary(e => e.Key, e => Of(e.Value), StringComparer.OrdinalIgnoreCase),
        ConfigSequence sequence => sequence.Items.Select(Of).ToList(),
        ConfigScalar { Style: ScalarStyle.Text or ScalarStyle.Unset } scalar => scalar.Text,
        ConfigScalar scalar => Resolve(scalar.Text),
        ConfigValue value => value.Value,
        _ => null,
    };

    private static object Resolve(string text)
    {
        if (bool.TryParse(text, out var flag))
            return flag;
        if (!IsJsonNumber(text))
            return text;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
            return integer;

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : text;
    }

    // RFC 8259 section 6, so that 007 and +1 stay text.
    private static bool IsJsonNumber(string text)
    {
        var digits = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        return digits.Length is > 0 and <= 64 && char.IsAsciiDigit(digits[0]) && char.IsAsciiDigit(digits[^1])
            && (digits.Length == 1 || digits[0] != '0' || digits[1] is '.' or 'e' or 'E');
    }
}

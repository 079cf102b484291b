using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace GatewayKit.Plugins.Soap;

/// <summary>Numbers of XML Schema (part 2, section 3.2), which have more forms than those of JSON (RFC 8259, section 6).</summary>
internal static partial class XmlNumber
{
    private const int MaxExponent = 40;

    /// <summary>Returns a number in JSON without its exponent, which integers and decimals of XML Schema can't have; <c>null</c> if it
    /// has none, or one above 40.</summary>
    public static string? WithoutExponent(string number)
    {
        var end = number.AsSpan().IndexOfAny('e', 'E');
        if (end < 0 || !int.TryParse(number.AsSpan(end + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
            || exponent is < -MaxExponent or > MaxExponent)
            return null;

        var minus = number[0] == '-' ? "-" : "";
        var mantissa = number[minus.Length..end];
        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var point = (dot < 0 ? mantissa.Length : dot) + exponent;
        if (point <= 0)
            return $"{minus}0.{new string('0', -point)}{digits}";

        var whole = digits.PadRight(point, '0')[..point].TrimStart('0');
        var fraction = point < digits.Length ? "." + digits[point..] : "";
        return $"{minus}{(whole.Length == 0 ? "0" : whole)}{fraction}";
    }

    /// <summary>Returns whether a text is a number in JSON.</summary>
    public static bool IsJson(ReadOnlySpan<char> text) => JsonNumber().IsMatch(text);

    /// <summary>Returns the number in JSON with the same digits; <c>false</c> for other texts, such as <c>INF</c>.</summary>
    public static bool TryConvert(string text, [NotNullWhen(true)] out string? number)
    {
        number = null;
        var match = SchemaNumber().Match(text);
        if (!match.Success)
            return false;

        var (whole, fraction) = (match.Groups["whole"].Value, match.Groups["fraction"].Value);
        number = $"{match.Groups["minus"].Value}{(whole.Length == 0 ? "0" : whole)}{(fraction.Length == 0 ? "" : "." + fraction)}"
            + match.Groups["exponent"].Value;
        return true;
    }

    [GeneratedRegex(@"\A-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?\z")]
    private static partial Regex JsonNumber();

    // Without the atomic groups, a text of many zeros takes a time that grows with the square of its length.
    [GeneratedRegex(
        @"\A(?:\+|(?<minus>-))?(?=\.?[0-9])(?>0*)(?<whole>(?>[0-9]*))(?:\.(?<fraction>(?>[0-9]*)))?(?<exponent>[eE][+-]?(?>[0-9]+))?\z")]
    private static partial Regex SchemaNumber();
}

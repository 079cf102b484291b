using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace GatewayKit.Plugins.Soap;

/// <summary>Numbers of XML Schema (part 2, section 3.2), which have more forms than those of JSON (RFC 8259, section 6).</summary>
internal static partial class XmlNumber
{
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

using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;
using GatewayKit.Yaml;

namespace GatewayKit.OpenApi.Reading.Files;

/// <summary>Reads scalars of the core schema (YAML 1.2.2, section 10.3.2). Numbers are kept as written, as far as JSON allows it.</summary>
internal static partial class YamlScalars
{
    private const string Core = "tag:yaml.org,2002:";

    // Converting a number to another base takes more than linear time.
    private const int MaxOtherDigits = 256;

    public static void Write(YamlEvent scalar, Utf8JsonWriter json)
    {
        var tag = scalar.Tag is null or "!" ? "" : scalar.Tag;
        var isTyped = tag is Core + "int" or Core + "float" or Core + "bool" or Core + "null";
        if (isTyped || (tag.Length == 0 && scalar is { Style: YamlScalarStyle.Plain }))
            WritePlain(scalar.Value, json);
        else
            json.WriteStringValue(scalar.Value);
    }

    private static void WritePlain(string text, Utf8JsonWriter json)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                json.WriteNullValue();
                break;
            case "true" or "True" or "TRUE":
                json.WriteBooleanValue(true);
                break;
            case "false" or "False" or "FALSE":
                json.WriteBooleanValue(false);
                break;
            case var _ when !(char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.'):
                json.WriteStringValue(text);
                break;
            case var _ when Number(text) is { } number:
                json.WriteRawValue(number, skipInputValidation: true);
                break;
            default:
                json.WriteStringValue(text);
                break;
        }
    }

    /// <summary>Converts a number to JSON; <c>null</c> if it isn't a number, or is infinite, which JSON doesn't support.</summary>
    private static string? Number(string text)
    {
        if (text.StartsWith("0x", StringComparison.Ordinal)
            && text.Length is > 2 and <= MaxOtherDigits
            && !text.AsSpan(2).ContainsAnyExcept(s_hexDigits))
            return BigInteger.Parse("0" + text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
                .ToString(CultureInfo.InvariantCulture);
        if (text.StartsWith("0o", StringComparison.Ordinal)
            && text.Length is > 2 and <= MaxOtherDigits
            && !text.AsSpan(2).ContainsAnyExceptInRange('0', '7'))
            return text[2..]
                .Aggregate(BigInteger.Zero, (value, digit) => (value * 8) + (digit - '0'))
                .ToString(CultureInfo.InvariantCulture);
        var match = Decimal().Match(text);
        if (!match.Success)
            return null;

        var sign = match.Groups["sign"].ValueSpan is "-" ? "-" : "";
        var whole = match.Groups["whole"].Value.TrimStart('0');
        var fraction = match.Groups["fraction"].Value;
        return $"{sign}{(whole.Length == 0 ? "0" : whole)}{(fraction.Length > 0 ? "." : "")}{fraction}{match.Groups["exponent"].Value}";
    }

    private static readonly System.Buffers.SearchValues<char> s_hexDigits = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");

    [GeneratedRegex(@"\A(?<sign>[-+]?)(?:(?<whole>[0-9]+)(?:\.(?<fraction>[0-9]*))?|\.(?<fraction>[0-9]+))(?<exponent>[eE][-+]?[0-9]+)?\z",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Decimal();
}

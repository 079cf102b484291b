using System.Text.RegularExpressions;

namespace GatewayKit.Cli.Declarative;

/// <summary>Scalars of YAML without quotes.</summary>
internal static partial class PlainText
{
    /// <summary>Returns whether a scalar without quotes is a number of JSON (RFC 8259, section 6).</summary>
    public static bool IsNumber(string text) => text.Length <= 64 && Number().IsMatch(text);

    /// <summary>Returns whether a text stays the same text without quotes, in every version of YAML.</summary>
    public static bool IsSafe(string text)
        => Safe().IsMatch(text) && !Reserved().IsMatch(text) && !text.Contains("${", StringComparison.Ordinal);

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?\z")]
    private static partial Regex Number();

    // Words and paths, and numbers with a unit.
    [GeneratedRegex(@"\A(/?[A-Za-z][A-Za-z0-9_./+-]*|[0-9]{1,9}(ms|[smhd]|[KMG]B))\z")]
    private static partial Regex Safe();

    [GeneratedRegex(@"\A(true|false|yes|no|on|off|null|y|n)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Reserved();
}

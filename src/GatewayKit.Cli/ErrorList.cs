using System.Globalization;
using System.Text;
using GatewayKit.Configuration;

namespace GatewayKit.Cli;

/// <summary>Writes errors to stderr, one per line.</summary>
internal static class ErrorList
{
    /// <summary>Writes errors of a configuration in document order, with the location first,
    /// so that terminals turn it into a link.</summary>
    public static void Write(IEnumerable<ConfigError> errors, int omitted = 0)
    {
        foreach (var error in InOrder(errors))
            Console.Error.WriteLine(OneLine(error.ToString()));
        if (omitted > 0)
            Console.Error.WriteLine($"gatewaykit: {omitted} more error(s) aren't shown.");
    }

    /// <summary>Writes warnings like errors, each marked as a warning.</summary>
    public static void WriteWarnings(IEnumerable<ConfigError> warnings)
    {
        foreach (var warning in InOrder(warnings))
            Console.Error.WriteLine($"warning: {OneLine(warning.ToString())}");
    }

    public static void Write(string message) => Console.Error.WriteLine($"gatewaykit: {OneLine(message)}");

    public static string OneLine(string text) => Printable(text.ReplaceLineEndings(" "));

    /// <summary>Replaces characters that control a terminal or the direction of text, except line breaks. Texts of requests and files
    /// can have them.</summary>
    public static string Printable(string text)
    {
        if (!text.EnumerateRunes().Any(IsControl))
            return text;

        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            printable.Append(rune.Value == '\t' ? " " : IsControl(rune) ? "\uFFFD" : rune.ToString());
        return printable.ToString();
    }

    private static bool IsControl(Rune rune)
        => rune.Value is not ('\n' or '\r') && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format;

    private static IEnumerable<ConfigError> InOrder(IEnumerable<ConfigError> errors)
        => errors.OrderBy(e => e.Location.Source, StringComparer.Ordinal).ThenBy(e => e.Location.Line).ThenBy(e => e.Location.Column);
}

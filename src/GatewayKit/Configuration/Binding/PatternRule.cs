using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;

namespace GatewayKit.Configuration.Binding;

/// <summary>
/// Matches a whole text against a pattern. Pattern and text come from the operator and the plugin author, not from a client; a
/// pattern that takes longer than a second counts as not matched.
/// </summary>
internal static class PatternRule
{
    // Parsing a pattern costs more than matching it, and a configuration may have one entry per route. Cached by the
    // pattern's text, so that the cache doesn't keep a plugin's type alive; bounded, because plugins are loaded and unloaded.
    private const int MostKept = 256;
    private static readonly ConcurrentDictionary<string, Regex> s_kept = new(StringComparer.Ordinal);
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(1);

    public static string? Broken(RegularExpressionAttribute attribute, object value)
        => Convert.ToString(value, CultureInfo.InvariantCulture) is not { Length: > 0 } text || IsMatch(attribute.Pattern, text)
            ? null
            : $"must match the pattern {attribute.Pattern}";

    private static bool IsMatch(string pattern, string text)
    {
        try
        {
            return Pattern(pattern).IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static Regex Pattern(string pattern)
    {
        if (s_kept.TryGetValue(pattern, out var regex))
            return regex;

        regex = new Regex($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, s_bound);
        if (s_kept.Count < MostKept)
            s_kept.TryAdd(pattern, regex);

        return regex;
    }
}

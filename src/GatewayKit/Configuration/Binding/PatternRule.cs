using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;

namespace GatewayKit.Configuration;

/// <summary>
/// Matches a whole text against a pattern in time linear in its length; a pattern that needs backtracking gets a second
/// and then counts as not matched.
/// </summary>
internal static class PatternRule
{
    // Building the automaton costs a millisecond, and a configuration may have as many entries as it has routes. By the
    // pattern's text, so that it holds on to no plugin's type; bounded, because plugins come and go.
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
            return Pattern(pattern).Match(text) is { Success: true, Index: 0 } match && match.Length == text.Length;
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

        regex = Create(pattern);
        if (s_kept.Count < MostKept)
            s_kept.TryAdd(pattern, regex);

        return regex;
    }

    private static Regex Create(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, s_bound);
        }
    }
}

using System.Buffers;
using System.Text.RegularExpressions;

namespace GatewayKit.Plugins.FindReplace.Patterns;

/// <summary>The parts of regular expressions that a search in a moving part of a body can't support.</summary>
internal static class PatternSyntax
{
    private static readonly SearchValues<char> s_options = SearchValues.Create("imnsxIMNSX-+");

    // Between them, there are all positions at which ^, $, \b and \B match.
    private static readonly string[] s_before = ["", "a", " ", "\n"];
    private static readonly string[] s_after = ["", "a", " ", "\n"];

    /// <summary>Returns the problem of a valid pattern; <c>null</c> if it has none.</summary>
    public static string? Unsupported(string pattern)
    {
        for (var i = 0; i < pattern.Length - 1; i++)
        {
            var rest = pattern.AsSpan(i);
            if (rest[0] == '\\')
            {
                if (rest[1] is 'A' or 'Z' or 'z')
                    return $"contains '\\{rest[1]}', which isn't supported; '^' and '$' match at the beginning and end of each line";
                i++;
            }
            else if (rest is ['(', '?', ..] && Options(rest[2..]).IndexOfAny('m', 'x') >= 0)
            {
                return "switches the option 'm' or 'x', which isn't supported";
            }
        }

        return null;
    }

    /// <summary>Returns whether a pattern has empty matches.</summary>
    public static bool MatchesEmptyText(Regex pattern)
    {
        foreach (var before in s_before)
        {
            foreach (var after in s_after)
            {
                foreach (var match in pattern.EnumerateMatches(before + after, before.Length))
                {
                    if (match.Length == 0)
                        return true;
                }
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> Options(ReadOnlySpan<char> group)
    {
        var end = group.IndexOfAny(':', ')');
        var options = end < 0 ? default : group[..end];
        return options.IndexOfAnyExcept(s_options) >= 0 ? default : options.ToString().ToLowerInvariant();
    }
}

using System.Text.RegularExpressions;

namespace GatewayKit.Plugins.BotDetection;

/// <summary>Reads the regular expressions of the options.</summary>
internal static class AgentPattern
{
    private const int MaxPattern = 1000;

    // Clients write the text to match: without backtracking, matching takes linear time.
    private const RegexOptions Bounded =
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>Creates a regular expression that matches in linear time.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="problem">The reason why the pattern isn't valid.</param>
    public static Regex? Parse(string pattern, out string problem)
    {
        problem = $"it must have 1 to {MaxPattern} characters";
        if (pattern.Length is 0 or > MaxPattern)
            return null;

        try
        {
            return new Regex(pattern, Bounded);
        }
        catch (ArgumentException error)
        {
            problem = $"the regular expression isn't valid: {error.Message}";
        }
        catch (NotSupportedException)
        {
            problem = "the regular expression has lookaround or back references, or is too large; it must be matchable in linear time";
        }

        return null;
    }
}

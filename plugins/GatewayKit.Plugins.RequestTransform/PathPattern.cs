using System.Text.RegularExpressions;

namespace GatewayKit.Plugins.RequestTransform;

/// <summary>Compiles the pattern of a path.</summary>
internal static class PathPattern
{
    /// <returns>The compiled pattern; null if it isn't valid.</returns>
    public static Regex? Parse(string pattern, out string problem)
    {
        problem = "";
        try
        {
            // Clients write the path to match: without backtracking, matching takes linear time.
            return new Regex(
                $@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
        }
        catch (ArgumentException error)
        {
            problem = $"isn't a valid regular expression: {error.Message.TrimEnd('.')}";
        }
        catch (NotSupportedException)
        {
            problem = "has lookaround or back references, or is too large; it must be matchable in linear time";
        }

        return null;
    }
}

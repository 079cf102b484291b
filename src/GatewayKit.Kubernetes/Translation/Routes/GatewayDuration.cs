using System.Globalization;
using System.Text.RegularExpressions;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>Reads durations as the Gateway API writes them (GEP-2257), such as <c>1h30m</c> or <c>500ms</c>.</summary>
internal static partial class GatewayDuration
{
    /// <param name="text">The text; null for no duration.</param>
    /// <param name="duration">The duration; null for no text.</param>
    /// <returns>Whether the text is valid.</returns>
    public static bool TryParse(string? text, out TimeSpan? duration)
    {
        duration = null;
        if (string.IsNullOrEmpty(text))
            return true;
        if (Syntax().Match(text) is not { Success: true } match)
            return false;

        duration = match.Groups[1].Captures.Aggregate(TimeSpan.Zero, (sum, part) => sum + Read(part.Value));
        return true;
    }

    private static TimeSpan Read(string part)
    {
        var digits = part.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        var count = int.Parse(part.AsSpan(0, digits), CultureInfo.InvariantCulture);
        return part[digits..] switch
        {
            "h" => TimeSpan.FromHours(count),
            "m" => TimeSpan.FromMinutes(count),
            "s" => TimeSpan.FromSeconds(count),
            _ => TimeSpan.FromMilliseconds(count),
        };
    }

    [GeneratedRegex("""\A([0-9]{1,5}(?:h|ms|m|s)){1,4}\z""", RegexOptions.CultureInvariant)]
    private static partial Regex Syntax();
}

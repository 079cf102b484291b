using System.Globalization;
using System.Text.RegularExpressions;

namespace GatewayKit.Portal.Trying.Sending;

/// <summary>Explains the headers with which a gateway describes limits.</summary>
internal static partial class LimitText
{
    /// <summary>Returns the meaning of a header; null if it isn't about limits.</summary>
    public static string? Of(string name, string value) => name.ToUpperInvariant() switch
    {
        "RATELIMIT" => Describe(LeftPattern(), value, (left, seconds) => $"{Requests(left)} left{Renews(seconds)}"),
        "RATELIMIT-POLICY" => Describe(PolicyPattern(), value, (limit, seconds)
            => seconds.Length > 0 ? $"up to {Requests(limit)} in {seconds} s" : $"up to {Requests(limit)}"),
        "RETRY-AFTER" when IsNumber(value) => $"Try again in {value} s.",
        "X-RATELIMIT-LIMIT" when IsNumber(value) => $"up to {Requests(value)}",
        "X-RATELIMIT-REMAINING" when IsNumber(value) => $"{Requests(value)} left",
        "X-RATELIMIT-RESET" when IsNumber(value) => $"renewed in {value} s",
        _ => null,
    };

    private static string? Describe(Regex pattern, string value, Func<string, string, string> describe)
    {
        var texts = pattern.Matches(value).Take(10).Select(match => describe(match.Groups[1].Value, match.Groups[2].Value)).ToList();
        return texts.Count == 0 ? null : string.Join("; ", texts);
    }

    private static string Requests(string number) => number == "1" ? "1 request" : $"{number} requests";

    private static string Renews(string seconds) => seconds.Length == 0 ? "" : $", renewed in {seconds} s";

    private static bool IsNumber(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    [GeneratedRegex(";r=(\\d{1,18})(?:;t=(\\d{1,18}))?")]
    private static partial Regex LeftPattern();

    [GeneratedRegex(";q=(\\d{1,18})(?:;w=(\\d{1,18}))?")]
    private static partial Regex PolicyPattern();
}

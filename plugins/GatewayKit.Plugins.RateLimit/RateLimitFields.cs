using System.Globalization;

namespace GatewayKit.Plugins.RateLimit;

/// <summary>Writes the fields of draft-ietf-httpapi-ratelimit-headers, structured fields (RFC 9651) both.</summary>
internal sealed class RateLimitFields
{
    public const string PolicyName = "RateLimit-Policy";
    public const string LeftName = "RateLimit";

    private readonly string[] _names;
    private readonly TimeSpan[] _windows;

    /// <param name="policy">What tells the policy from others on the same route.</param>
    /// <param name="limits">Its limits.</param>
    public RateLimitFields(string policy, IReadOnlyList<RequestLimit> limits)
    {
        _names = [.. limits.Select(l => Quote(limits.Count == 1 ? policy : $"{policy}-{Duration.Format(l.Window)}"))];
        _windows = [.. limits.Select(l => l.Window)];
        Policy = string.Join(", ", limits.Select((l, i) => $"{_names[i]};q={l.Limit}{Window(l.Window)}"));
    }

    /// <summary>Every limit, such as <c>"default";q=100;w=60</c>.</summary>
    public string Policy { get; }

    /// <summary>
    /// What is left of the limit that decides, such as <c>"default";r=99;t=60</c>. If nothing is, the time is the one that
    /// <c>Retry-After</c> tells; otherwise it is never longer than the window, even where a limit takes longer to be whole.
    /// </summary>
    public string Left(in CounterDecision decision)
    {
        var window = _windows[decision.LimitIndex];
        var time = decision.RetryAfter > TimeSpan.Zero ? decision.RetryAfter : decision.Reset < window ? decision.Reset : window;
        return string.Create(CultureInfo.InvariantCulture, $"{_names[decision.LimitIndex]};r={decision.Remaining};t={Seconds(time)}");
    }

    /// <summary>Whole seconds, rounded up: who waits that long has waited long enough.</summary>
    public static long Seconds(TimeSpan time) => (time.Ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond;

    // The parameter counts whole seconds; it is optional, and left out where it would not be true.
    private static string Window(TimeSpan window)
        => window.Ticks % TimeSpan.TicksPerSecond == 0 ? string.Create(CultureInfo.InvariantCulture, $";w={Seconds(window)}") : "";

    private static string Quote(string text)
        => $"\"{string.Concat(text.Select(c => c is < ' ' or > '~' ? "_" : c is '"' or '\\' ? $"\\{c}" : $"{c}"))}\"";
}

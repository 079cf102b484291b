using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Limits;

/// <summary>Formats the fields of draft-ietf-httpapi-ratelimit-headers, both structured fields (RFC 9651).</summary>
internal sealed class RateLimitFields
{
    public const string PolicyName = "RateLimit-Policy";
    public const string LeftName = "RateLimit";

    private const string LegacyLeftName = "X-RateLimit-Remaining";

    // The digits of two 64-bit numbers, and the names of the two parameters.
    private const int ParametersLength = 20 + 20 + 6;

    private readonly string[] _names;
    private readonly TimeSpan[] _windows;
    private readonly string[]? _legacyLimits;

    /// <param name="policy">The name that distinguishes the policy from others on the same route.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="suffixes">The end of each limit's name, if there are several.</param>
    /// <param name="legacy">Whether responses also have the fields with <c>X-</c>.</param>
    public RateLimitFields(string policy, IReadOnlyList<CounterLimit> limits, IReadOnlyList<string> suffixes, bool legacy = false)
    {
        _legacyLimits = legacy ? [.. limits.Select(l => l.Limit.ToString(CultureInfo.InvariantCulture))] : null;
        _names = [.. suffixes.Select(suffix => Quote(limits.Count == 1 ? policy : $"{policy}-{suffix}"))];
        _windows = [.. limits.Select(l => l.Window)];
        Policy = string.Join(", ", limits.Select((l, i) => $"{_names[i]};q={l.Limit}{Window(l.Window)}"));
    }

    /// <summary>Gets the value of <c>RateLimit-Policy</c> with every limit, such as <c>"default";q=100;w=60</c>.</summary>
    public string Policy { get; }

    /// <summary>Returns the name of a limit as the fields contain it, in quotes.</summary>
    public string NameOf(int limit) => _names[limit];

    /// <summary>
    /// Returns the value of <c>RateLimit</c> for the deciding limit, such as <c>"default";r=99;t=60</c>. If no requests are left, the time
    /// is that of <c>Retry-After</c>; otherwise it never exceeds the window, even if the limit takes longer to replenish.
    /// </summary>
    public string Left(in CounterDecision decision)
    {
        var window = _windows[decision.LimitIndex];
        var time = decision.RetryAfter > TimeSpan.Zero ? WaitOf(decision) : decision.Reset < window ? decision.Reset : window;
        return Format(_names[decision.LimitIndex], decision.Remaining, Seconds(time));
    }

    /// <summary>Returns the time until a request can be allowed; for one that costs more than the limit, the window.</summary>
    public TimeSpan WaitOf(in CounterDecision decision)
        => decision.RetryAfter == TimeSpan.MaxValue ? _windows[decision.LimitIndex] : decision.RetryAfter;

    /// <summary>
    /// Adds the fields with <c>X-</c>, if the entry has them. Other entries and the upstream may have added theirs: those with the fewest
    /// remaining requests stay, and a rejection keeps its own.
    /// </summary>
    public void AddLegacy(HttpResponse response, in CounterDecision decision)
    {
        if (_legacyLimits is null || (response.Headers[LegacyLeftName] is [{ } text]
            && (response.StatusCode == StatusCodes.Status429TooManyRequests
                || (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var other) && other <= decision.Remaining))))
            return;

        foreach (var (name, value) in Legacy(decision))
            response.Headers[name] = value;
    }

    /// <summary>Returns the fields with <c>X-</c>; empty if the entry doesn't have them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Legacy(in CounterDecision decision) => _legacyLimits is null ? [] :
    [
        new("X-RateLimit-Limit", _legacyLimits[decision.LimitIndex]),
        new(LegacyLeftName, decision.Remaining.ToString(CultureInfo.InvariantCulture)),
        new("X-RateLimit-Reset", Seconds(decision.IsAllowed ? decision.Reset : WaitOf(decision)).ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>Returns whole seconds, rounded up, so that a client that waits for them waits long enough.</summary>
    public static long Seconds(TimeSpan time) => (time.Ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond;

    /// <summary>Returns the value of <c>RateLimit-Policy</c> for a limit of concurrent requests.</summary>
    public static string ConcurrencyPolicy(string policy, int limit)
        => string.Create(CultureInfo.InvariantCulture, $"{Quote(policy)};q={limit};qu=\"concurrent-requests\"");

    // Runs for each request; an interpolated string would take twice as long.
    private static string Format(string name, long remaining, long seconds)
    {
        Span<char> text = stackalloc char[ParametersLength];
        ";r=".CopyTo(text);
        remaining.TryFormat(text[3..], out var digits, provider: CultureInfo.InvariantCulture);
        var end = 3 + digits;
        ";t=".CopyTo(text[end..]);
        seconds.TryFormat(text[(end + 3)..], out digits, provider: CultureInfo.InvariantCulture);
        return string.Concat(name, text[..(end + 3 + digits)]);
    }

    // The parameter is in whole seconds. It is optional, and left out for a window that isn't a whole number of seconds.
    private static string Window(TimeSpan window)
        => window.Ticks % TimeSpan.TicksPerSecond == 0 ? string.Create(CultureInfo.InvariantCulture, $";w={Seconds(window)}") : "";

    private static string Quote(string text)
        => $"\"{string.Concat(text.Select(c => c is < ' ' or > '~' ? "_" : c is '"' or '\\' ? $"\\{c}" : $"{c}"))}\"";
}

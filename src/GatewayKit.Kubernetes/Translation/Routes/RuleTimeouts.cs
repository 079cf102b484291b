using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Backends;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>The time limits of a rule.</summary>
/// <param name="Limit">The maximum time of a request; null for none.</param>
/// <param name="Settings">The settings of the rule's clusters.</param>
/// <param name="Problem">Why the limits aren't valid; null if they are.</param>
internal sealed record RuleTimeouts(TimeSpan? Limit, BackendSettings Settings, Problem? Problem)
{
    // The time without a byte after which YARP gives up.
    private static readonly TimeSpan s_usualSilence = TimeSpan.FromSeconds(100);

    // As good as none.
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    private static readonly RuleTimeouts s_none = new(null, BackendSettings.Default, null);

    /// <summary>The limits of copies of requests, which have clusters of their own.</summary>
    public static readonly RuleTimeouts Copies = new(null, new BackendSettings(null, AreCopies: true), null);

    /// <summary>Returns the limits. Without retries, a request has one attempt, so the shorter limit applies.</summary>
    /// <param name="timeouts">The limits; null for none.</param>
    /// <param name="retry">When requests are sent again; null for never.</param>
    public static RuleTimeouts Of(HttpRouteTimeouts? timeouts, HttpRouteRetry? retry)
    {
        var limits = Of(timeouts);
        if (retry is null || limits.Problem is not null)
            return limits;
        if (!GatewayDuration.TryParse(retry.Backoff, out var backoff))
            return Refuse("retry.backoff", retry.Backoff);

        // The texts are valid: they were read before.
        _ = GatewayDuration.TryParse(timeouts?.Request, out var request);
        _ = GatewayDuration.TryParse(timeouts?.BackendRequest, out var backend);
        var again = new BackendRetry(
            string.Join(',', retry.Codes.Distinct().Order()), retry.Attempts ?? 1, backoff ?? TimeSpan.Zero,
            Shorter(backend, backend is { Ticks: > 0 } ? s_longest : null));
        var limit = Shorter(request, request is { Ticks: > 0 } ? s_longest : null);
        var silence = limit > s_usualSilence || request == TimeSpan.Zero ? limit ?? s_longest : default(TimeSpan?);
        return new RuleTimeouts(limit, new BackendSettings(silence, Retry: again), null);
    }

    private static RuleTimeouts Of(HttpRouteTimeouts? timeouts)
    {
        if (timeouts is null)
            return s_none;
        if (!GatewayDuration.TryParse(timeouts.Request, out var request))
            return Refuse("timeouts.request", timeouts.Request);
        if (!GatewayDuration.TryParse(timeouts.BackendRequest, out var backend))
            return Refuse("timeouts.backendRequest", timeouts.BackendRequest);
        if (request is null && backend is null)
            return s_none;

        var limit = Shorter(request, backend);
        return limit is null ? new RuleTimeouts(null, new BackendSettings(s_longest), null)
            : limit > s_longest ? new RuleTimeouts(s_longest, new BackendSettings(s_longest), null)
            : new RuleTimeouts(limit, limit > s_usualSilence ? new BackendSettings(limit) : BackendSettings.Default, null);
    }

    /// <summary>A limit of zero is none.</summary>
    private static TimeSpan? Shorter(TimeSpan? a, TimeSpan? b)
        => a is not { Ticks: > 0 } ? b is { Ticks: > 0 } ? b : null
            : b is not { Ticks: > 0 } ? a
            : a < b ? a : b;

    private static RuleTimeouts Refuse(string name, string? text)
        => s_none with { Problem = new Problem("UnsupportedValue", $"{name} is '{text}'; it must be a duration such as 10s.") };
}

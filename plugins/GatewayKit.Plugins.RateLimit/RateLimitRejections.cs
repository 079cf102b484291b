using System.Globalization;

namespace GatewayKit.Plugins.RateLimit;

/// <summary>Creates 429 responses and caches recent ones, so that a client that retries in a loop causes no further allocations.</summary>
internal sealed class RateLimitRejections(RateLimitFields fields, IReadOnlyList<RequestLimit> limits)
{
    private const int Places = 64;

    private readonly GatewayResponse[] _problems = [.. limits.Select(Problem)];
    private readonly Rejection?[] _kept = new Rejection?[Places];

    public GatewayResponse For(in CounterDecision decision)
    {
        var key = (
            decision.LimitIndex, RetryAfter: long.Max(1, RateLimitFields.Seconds(fields.WaitOf(decision))), decision.Remaining);
        ref var kept = ref _kept[(uint)key.GetHashCode() % Places];

        // Two requests may write the same slot concurrently. Each returns its own complete response.
        if (kept is { } refusal && refusal.Key == key)
            return refusal.Response;

        var response = _problems[decision.LimitIndex]
            .WithHeader("Retry-After", key.RetryAfter.ToString(CultureInfo.InvariantCulture))
            .WithHeader(RateLimitFields.PolicyName, fields.Policy)
            .WithHeader(RateLimitFields.LeftName, fields.Left(decision));
        foreach (var (name, value) in fields.Legacy(decision))
            response = response.WithHeader(name, value);
        kept = new Rejection(key, response);
        return response;
    }

    private static GatewayResponse Problem(RequestLimit limit) => GatewayResponse.Problem(
        429, "Too Many Requests", string.Create(
            CultureInfo.InvariantCulture,
            $"No more than {limit.Limit} {(limit.Limit == 1 ? "request is" : "requests are")} allowed in "
                + $"{Duration.Format(limit.Window)}."));

    private sealed record Rejection((int LimitIndex, long RetryAfter, long Remaining) Key, GatewayResponse Response);
}

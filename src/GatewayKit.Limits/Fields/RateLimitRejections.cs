using System.Globalization;

namespace GatewayKit.Limits;

/// <summary>Creates 429 responses and caches recent ones, so that a client that retries in a loop causes no further allocations.</summary>
internal sealed class RateLimitRejections
{
    private const int Places = 64;

    private readonly RateLimitFields _fields;
    private readonly GatewayResponse[] _problems;
    private readonly Rejection?[] _kept = new Rejection?[Places];

    /// <param name="fields">The fields.</param>
    /// <param name="details">The detail of the problem document for each limit.</param>
    public RateLimitRejections(RateLimitFields fields, IEnumerable<string> details)
    {
        _fields = fields;
        _problems = [.. details.Select(detail => GatewayResponse.Problem(429, "Too Many Requests", detail))];
    }

    public GatewayResponse For(in CounterDecision decision)
    {
        var key = (
            decision.LimitIndex, RetryAfter: long.Max(1, RateLimitFields.Seconds(_fields.WaitOf(decision))), decision.Remaining);
        ref var kept = ref _kept[(uint)key.GetHashCode() % Places];

        // Two requests may write the same slot concurrently. Each returns its own complete response.
        if (kept is { } refusal && refusal.Key == key)
            return refusal.Response;

        var response = _problems[decision.LimitIndex]
            .WithHeader("Retry-After", key.RetryAfter.ToString(CultureInfo.InvariantCulture))
            .WithHeader(RateLimitFields.PolicyName, _fields.Policy)
            .WithHeader(RateLimitFields.LeftName, _fields.Left(decision));
        foreach (var (name, value) in _fields.Legacy(decision))
            response = response.WithHeader(name, value);
        kept = new Rejection(key, response);
        return response;
    }

    private sealed record Rejection((int LimitIndex, long RetryAfter, long Remaining) Key, GatewayResponse Response);
}

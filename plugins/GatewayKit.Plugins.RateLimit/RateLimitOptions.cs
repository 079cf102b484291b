using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.RateLimit;

/// <summary>The options of <c>rate-limit</c>: either <c>limit</c> and <c>window</c>, or <c>limits</c>.</summary>
public sealed record RateLimitOptions : IValidatedOptions
{
    internal const int MaximumLimit = 1_000_000;

    /// <summary>The maximum number of requests per window. Requires <c>window</c>.</summary>
    [Range(1, MaximumLimit)]
    public int? Limit { get; init; }

    /// <summary>The length of the window. Requires <c>limit</c>.</summary>
    [DurationRange("1s", "365d")]
    public TimeSpan? Window { get; init; }

    /// <summary>
    /// The subject of the limit: <c>consumer</c>, <c>ip</c>, <c>route</c> or <c>header:NAME</c>. A request without a consumer or
    /// without the header counts for its IP address; an IPv6 address counts by its /64 prefix.
    /// </summary>
    [RegularExpression("consumer|ip|route|header:[-!#$%&'*+.^_`|~0-9A-Za-z]{1,256}",
        ErrorMessage = "must be consumer, ip, route or header:NAME")]
    public string By { get; init; } = "consumer";

    /// <summary>The counting algorithm.</summary>
    public CounterAlgorithm Algorithm { get; init; }

    /// <summary>Several limits with different windows, all of which apply. Use it instead of <c>limit</c> and <c>window</c>.</summary>
    [MaxLength(10)]
    public IReadOnlyList<RequestLimit> Limits { get; init; } = [];

    /// <summary>
    /// The handling of requests while a shared counter store can't be reached: <c>reject</c> answers 503,
    /// <c>continue</c> lets them pass uncounted.
    /// </summary>
    public StoreErrorPolicy OnStoreError { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Limits.Count == 0 && Limit is null)
            yield return new OptionsError("limit", "is missing; set 'limit' and 'window', or 'limits'");
        if (Limits.Count == 0 && Window is null)
            yield return new OptionsError("window", "is missing; set 'limit' and 'window', or 'limits'");
        if (Limits.Count > 0 && (Limit is not null || Window is not null))
            yield return new OptionsError("limits", "can't be combined with 'limit' or 'window'; set 'limit' and 'window', or 'limits'");
        for (var i = 1; i < Limits.Count; i++)
        {
            if (Limits.Take(i).Any(other => other.Window == Limits[i].Window))
                yield return new OptionsError(
                    $"limits[{i}].window", $"is {Duration.Format(Limits[i].Window)}, a duplicate; each limit needs a different window");
        }

        for (var i = 0; i < Limits.Count; i++)
        {
            var limit = Limits[i];
            if (Limits.FirstOrDefault(other => other.Window > limit.Window && other.Limit <= limit.Limit) is { } longer)
            {
                yield return new OptionsError(
                    $"limits[{i}].limit", $"is {limit.Limit} in {Duration.Format(limit.Window)} and never takes effect: "
                        + $"the limit of {longer.Limit} in {Duration.Format(longer.Window)} is reached first")
                { IsWarning = true };
            }
        }
    }

    internal IReadOnlyList<RequestLimit> AllLimits()
        => Limits.Count > 0 ? Limits : [new RequestLimit { Limit = Limit.GetValueOrDefault(), Window = Window.GetValueOrDefault() }];
}

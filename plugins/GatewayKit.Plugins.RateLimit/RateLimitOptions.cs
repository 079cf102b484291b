using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.RateLimit;

/// <summary>The options of <c>rate-limit</c>: <c>limit</c> and <c>window</c>, or <c>limits</c>.</summary>
public sealed record RateLimitOptions : IValidatedOptions
{
    internal const int MaximumLimit = 1_000_000;

    /// <summary>The most requests in a window, 1 to 1000000. Stands with <c>window</c>.</summary>
    [Range(1, MaximumLimit)]
    public int? Limit { get; init; }

    /// <summary>The length of the window, 1 s to 365 days. Stands with <c>limit</c>.</summary>
    [DurationRange("1s", "365d")]
    public TimeSpan? Window { get; init; }

    /// <summary>
    /// Who shares a counter: <c>consumer</c>, <c>ip</c>, <c>route</c> or <c>header:NAME</c>. A request without a consumer or
    /// without the header counts for its address, an IPv6 address by its /64 prefix. Default: <c>consumer</c>.
    /// </summary>
    [RegularExpression("consumer|ip|route|header:[-!#$%&'*+.^_`|~0-9A-Za-z]{1,256}", ErrorMessage = "must be consumer, ip, route or header:NAME")]
    public string By { get; init; } = "consumer";

    /// <summary>How requests are counted. Default: <c>sliding-window</c>.</summary>
    public CounterAlgorithm Algorithm { get; init; }

    /// <summary>Up to 10 limits that all hold, each with another window, in the place of <c>limit</c> and <c>window</c>.</summary>
    [MaxLength(10)]
    public IReadOnlyList<RequestLimit> Limits { get; init; } = [];

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Limits.Count == 0 && Limit is null)
            yield return new OptionsError("limit", "is missing; give 'limit' and 'window', or 'limits'");
        if (Limits.Count == 0 && Window is null)
            yield return new OptionsError("window", "is missing; give 'limit' and 'window', or 'limits'");
        if (Limits.Count > 0 && (Limit is not null || Window is not null))
            yield return new OptionsError("limits", "stands beside 'limit' or 'window'; give 'limit' and 'window', or 'limits'");
        for (var i = 1; i < Limits.Count; i++)
        {
            if (Limits.Take(i).Any(other => other.Window == Limits[i].Window))
                yield return new OptionsError($"limits[{i}].window", $"is {Duration.Format(Limits[i].Window)} again; it must be another window");
        }

        for (var i = 0; i < Limits.Count; i++)
        {
            var limit = Limits[i];
            if (Limits.FirstOrDefault(other => other.Window > limit.Window && other.Limit <= limit.Limit) is { } longer)
            {
                yield return new OptionsError($"limits[{i}].limit", $"is {limit.Limit} in {Duration.Format(limit.Window)} and never refuses a request: "
                    + $"the limit of {longer.Limit} in {Duration.Format(longer.Window)} is reached first")
                { IsWarning = true };
            }
        }
    }

    internal IReadOnlyList<RequestLimit> AllLimits()
        => Limits.Count > 0 ? Limits : [new RequestLimit { Limit = Limit.GetValueOrDefault(), Window = Window.GetValueOrDefault() }];
}

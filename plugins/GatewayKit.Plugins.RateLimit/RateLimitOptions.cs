using System.ComponentModel.DataAnnotations;
using GatewayKit.Limits;

namespace GatewayKit.Plugins.RateLimit;

/// <summary>The options of <c>rate-limit</c>: either <c>limit</c> and <c>window</c>, or <c>limits</c>.</summary>
public sealed record RateLimitOptions : IValidatedOptions, IDescribedOptions
{
    internal const int MaximumLimit = 1_000_000;

    /// <summary>The maximum number of requests per window. Requires <c>window</c>.</summary>
    [Range(1, MaximumLimit)]
    public int? Limit { get; init; }

    /// <summary>The length of the window. Requires <c>limit</c>.</summary>
    [DurationRange("1s", "365d")]
    public TimeSpan? Window { get; init; }

    /// <summary>
    /// The subject of the limit: <c>consumer</c>, <c>ip</c>, <c>route</c>, <c>cluster</c>, <c>header:NAME</c>, <c>cookie:NAME</c>,
    /// <c>claim:NAME</c>, <c>path:NAME</c> (a parameter of the route's path), <c>variable:NAME</c> (a value that a plugin before shares),
    /// or a list of up to 5 of them that count together, also as text with commas. Without a consumer, cluster, header, cookie, claim,
    /// parameter or variable, the IP address takes its place; an IPv6 address counts by its /64 prefix.
    /// </summary>
    [CommaSeparated]
    [RegularExpression(RequestSubject.Pattern, ErrorMessage = RequestSubject.PatternError)]
    public string By { get; init; } = "consumer";

    /// <summary>
    /// The amount that a request counts: a number, <c>header:NAME</c> (a header of the request, at least 1), <c>variable:NAME</c> (a number
    /// that a plugin before shares, at least 1), or <c>response-header:NAME</c>: the request counts 1, and the amount of the response's
    /// header once it is known, even beyond the limit. Without a valid header or variable, it is 1.
    /// </summary>
    [RegularExpression(RequestCost.Pattern, ErrorMessage = RequestCost.PatternError)]
    public string Cost { get; init; } = "1";

    /// <summary>The counting algorithm.</summary>
    public CounterAlgorithm Algorithm { get; init; }

    /// <summary>Several limits with different windows, all of which apply. Use it instead of <c>limit</c> and <c>window</c>.</summary>
    [MaxLength(10)]
    public IReadOnlyList<RequestLimit> Limits { get; init; } = [];

    /// <summary>
    /// The counters' store: <c>local</c>, in this process, or <c>shared</c> by the nodes. Unset: shared if the host has a shared store,
    /// such as Redis, otherwise local.
    /// </summary>
    public CounterLocation? Store { get; init; }

    /// <summary>
    /// The handling of requests while the shared store doesn't answer: <c>local</c> counts them in this process, so that each node allows
    /// the limit; <c>allow</c> lets them pass uncounted, and <c>deny</c> answers 503.
    /// </summary>
    public StoreFailurePolicy OnStoreFailure { get; init; }

    /// <summary>
    /// The maximum of permits taken from the shared store at once, up to a tenth of the smallest limit.
    /// </summary>
    [Range(1, 1000)]
    public int Prefetch { get; init; } = 1;

    /// <summary>The addresses and networks whose requests aren't limited, at most 10000, such as <c>10.0.0.0/8</c>.</summary>
    [MaxLength(10_000)]
    public IReadOnlyList<string> Exempt { get; init; } = [];

    /// <summary>Whether requests beyond the limit are rejected. If not, they are only counted and logged.</summary>
    public bool Enforce { get; init; } = true;

    /// <summary>Whether responses also have the fields <c>X-RateLimit-Limit</c>, <c>X-RateLimit-Remaining</c> and
    /// <c>X-RateLimit-Reset</c> (in seconds).</summary>
    public bool LegacyHeaders { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        foreach (var error in AddressNetworks.Validate("exempt", Exempt))
            yield return error;
        if (Limits.Count == 0 && Limit is null)
            yield return new OptionsError("limit", "is missing; set 'limit' and 'window', or 'limits'");
        if (Limits.Count == 0 && Window is null)
            yield return new OptionsError("window", "is missing; set 'limit' and 'window', or 'limits'");
        if (Limits.Count > 0 && (Limit is not null || Window is not null))
            yield return new OptionsError("limits", "can't be combined with 'limit' or 'window'; set 'limit' and 'window', or 'limits'");
        if (Prefetch > 1 && Cost != "1")
            yield return new OptionsError("prefetch", "can't be combined with 'cost'; permits count 1");
        if (RequestCost.FixedAmount(Cost) is { } cost
            && AllLimits().Min(limit => limit.Limit) is > 0 and var smallest && cost > smallest)
            yield return new OptionsError("cost", $"is {cost} and exceeds the limit of {smallest}; each request would be rejected");
        if (Prefetch > 1 && Store == CounterLocation.Local)
            yield return new OptionsError("prefetch", "can't be combined with 'store: local', which has no round trips");
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

    /// <inheritdoc />
    public void Describe(ApiDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        if (!Enforce)
            return;

        foreach (var limit in AllLimits())
            description.AddNote($"No more than {limit.Limit} requests are allowed in {Duration.Format(limit.Window)} by {By}.");
        description.Add(new ApiAnswer(429, "There were too many requests.", "Retry-After", "RateLimit", "RateLimit-Policy"));
    }

    internal IReadOnlyList<RequestLimit> AllLimits()
        => Limits.Count > 0 ? Limits : [new RequestLimit { Limit = Limit.GetValueOrDefault(), Window = Window.GetValueOrDefault() }];
}

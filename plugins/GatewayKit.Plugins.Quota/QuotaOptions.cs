using System.ComponentModel.DataAnnotations;
using GatewayKit.Limits;

namespace GatewayKit.Plugins.Quota;

/// <summary>The options of <c>quota</c>: either <c>limit</c> and <c>period</c>, or <c>limits</c>.</summary>
public sealed record QuotaOptions : IValidatedOptions, IDescribedOptions
{
    internal const double MaximumLimit = 1e12;

    /// <summary>The maximum number of requests, or of the unit of <c>cost</c>, per period. Requires <c>period</c>.</summary>
    [Range(1, MaximumLimit)]
    public long? Limit { get; init; }

    /// <summary>The period of the calendar; a week begins on Monday. Requires <c>limit</c>.</summary>
    public QuotaPeriod? Period { get; init; }

    /// <summary>Several limits with different periods, all of which apply. Use it instead of <c>limit</c> and <c>period</c>.</summary>
    [MaxLength(4)]
    public IReadOnlyList<QuotaLimit> Limits { get; init; } = [];

    /// <summary>
    /// The time zone whose clock begins the periods, by its IANA name, such as <c>Europe/Berlin</c>. Changes to and from daylight saving
    /// time count: a day can have 23 or 25 hours.
    /// </summary>
    [MaxLength(100)]
    public string TimeZone { get; init; } = "UTC";

    /// <summary>
    /// The subject of the quota: <c>consumer</c>, <c>ip</c>, <c>route</c>, <c>cluster</c>, <c>header:NAME</c>, <c>cookie:NAME</c>,
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
    /// header once it is known, even beyond the quota. Without a valid header or variable, it is 1.
    /// </summary>
    [RegularExpression(RequestCost.Pattern, ErrorMessage = RequestCost.PatternError)]
    public string Cost { get; init; } = "1";

    /// <summary>
    /// The parts of a quota, in percent, that cause a warning in the log once they are used, and a field in the responses.
    /// </summary>
    [MaxLength(10)]
    public IReadOnlyList<int> WarnAt { get; init; } = [80, 100];

    /// <summary>
    /// The counters' store: <c>local</c>, in this process, or <c>shared</c> by the nodes. Unset: shared if the host has a shared store,
    /// such as Redis, otherwise local. Only a shared store keeps the counts during a restart.
    /// </summary>
    public CounterLocation? Store { get; init; }

    /// <summary>
    /// The handling of requests while the shared store doesn't answer: <c>local</c> counts them in this process, so that each node allows
    /// the quota; <c>allow</c> lets them pass uncounted, and <c>deny</c> answers 503.
    /// </summary>
    public StoreFailurePolicy OnStoreFailure { get; init; }

    /// <summary>Whether requests beyond the quota are rejected. If not, they are only counted and logged.</summary>
    public bool Enforce { get; init; } = true;

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Limits.Count == 0 && Limit is null)
            yield return new OptionsError("limit", "is missing; set 'limit' and 'period', or 'limits'");
        if (Limits.Count == 0 && Period is null)
            yield return new OptionsError("period", "is missing; set 'limit' and 'period', or 'limits'");
        if (Limits.Count > 0 && (Limit is not null || Period is not null))
            yield return new OptionsError("limits", "can't be combined with 'limit' or 'period'; set 'limit' and 'period', or 'limits'");
        if (RequestCost.FixedAmount(Cost) is { } cost && AllLimits().Min(limit => limit.Limit) is > 0 and var smallest && cost > smallest)
            yield return new OptionsError("cost", $"is {cost} and exceeds the limit of {smallest}; each request would be rejected");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
            yield return new OptionsError("timeZone", $"is '{TimeZone}', which this system doesn't know; use a name such as Europe/Berlin");
        for (var i = 0; i < WarnAt.Count; i++)
        {
            if (WarnAt[i] is < 1 or > 100)
                yield return new OptionsError($"warnAt[{i}]", $"is {WarnAt[i]}; it must be between 1 and 100");
        }

        for (var i = 0; i < Limits.Count; i++)
        {
            var limit = Limits[i];
            if (Limits.Take(i).Any(other => other.Period == limit.Period))
                yield return new OptionsError($"limits[{i}].period", "is a duplicate; each limit needs a different period");
            if (Limits.FirstOrDefault(other => other.Period > limit.Period && other.Limit <= limit.Limit) is { } longer)
            {
                yield return new OptionsError(
                    $"limits[{i}].limit", $"is {limit.Limit} and never takes effect: the limit of {longer.Limit} for a longer period "
                        + "is reached first")
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
            description.AddNote($"The quota is {limit.Limit} for each {limit.Period.ToString().ToLowerInvariant()} by {By}.");
        description.Add(new ApiAnswer(429, "The quota is used up.", "Retry-After"));
    }

    internal IReadOnlyList<QuotaLimit> AllLimits()
        => Limits.Count > 0 ? Limits : [new QuotaLimit { Limit = Limit.GetValueOrDefault(), Period = Period.GetValueOrDefault() }];
}

using System.ComponentModel.DataAnnotations;
using GatewayKit.Limits;

namespace GatewayKit.Plugins.ConcurrencyLimit;

/// <summary>The options of <c>concurrency-limit</c>.</summary>
public sealed record ConcurrencyLimitOptions : IValidatedOptions
{
    /// <summary>
    /// The maximum number of exchanges in flight per subject: requests whose responses haven't ended, and open WebSockets.
    /// </summary>
    [Range(1, 1_000_000)]
    public required int Limit { get; init; }

    /// <summary>
    /// The subject of the limit: <c>consumer</c>, <c>ip</c>, <c>route</c>, <c>cluster</c>, <c>header:NAME</c>, <c>cookie:NAME</c>,
    /// <c>claim:NAME</c>, <c>path:NAME</c> (a parameter of the route's path), <c>variable:NAME</c> (a value that a plugin before shares),
    /// or a list of up to 5 of them that count together, also as text with commas. Without a consumer, cluster, header, cookie, claim,
    /// parameter or variable, the IP address takes its place; an IPv6 address counts by its /64 prefix.
    /// </summary>
    [CommaSeparated]
    [RegularExpression(RequestSubject.Pattern, ErrorMessage = RequestSubject.PatternError)]
    public string By { get; init; } = "consumer";

    /// <summary>The addresses and networks whose requests aren't limited, at most 10000, such as <c>10.0.0.0/8</c>.</summary>
    [MaxLength(10_000)]
    public IReadOnlyList<string> Exempt { get; init; } = [];

    /// <summary>The maximum number of requests per subject that wait for the end of another one, first in, first out.</summary>
    [Range(0, 100_000)]
    public int Queue { get; init; }

    /// <summary>The maximum time that a request waits. Must be shorter than the entry's <c>timeout</c>.</summary>
    [DurationRange("1ms", "20s")]
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The maximum number of subjects that are counted separately. Further ones share one limit and one queue.</summary>
    [Range(1, 1_000_000)]
    public int MaxSubjects { get; init; } = 10_000;

    /// <summary>
    /// The status of rejected requests: 429 if the subject is a caller that sends too many, or 503 if it is a part of the service, such as
    /// a cluster.
    /// </summary>
    public int Status { get; init; } = 429;

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        foreach (var error in AddressNetworks.Validate("exempt", Exempt))
            yield return error;
        if (Status is not (429 or 503))
            yield return new OptionsError("status", $"is {Status}; it must be 429 or 503");
    }
}

using System.ComponentModel.DataAnnotations;
using GatewayKit.Plugins.TrafficSplit.Rollout;

namespace GatewayKit.Plugins.TrafficSplit;

/// <summary>The options of <c>traffic-split</c>.</summary>
public sealed record TrafficSplitOptions : IValidatedOptions
{
    internal const int MaximumWeight = 1_000_000;

    /// <summary>
    /// The weights of 2 to 16 clusters, by their ids: with <c>{ stable: 95, next: 5 }</c>, 5 percent of the requests are forwarded to
    /// <c>next</c>. A weight is between 0 and 1000000. The split applies to requests whose cluster is one of them.
    /// </summary>
    [ClusterId(AreInterchangeable = true)]
    [Length(2, 16)]
    public required IReadOnlyDictionary<string, int> Weights { get; init; }

    /// <summary>
    /// The part of a request whose value always leads to the same cluster: <c>consumer</c>, <c>ip</c>, <c>header:NAME</c> or
    /// <c>cookie:NAME</c>. Without a value, the IP address takes its place; an IPv6 address counts by its /64 prefix. Unset: each request
    /// is independent of the others.
    /// </summary>
    [RegularExpression(StickyKey.Pattern, ErrorMessage = "must be consumer, ip, header:NAME or cookie:NAME")]
    public string? StickyBy { get; init; }

    /// <summary>The callers that choose the cluster of their own requests. Without it, a request can't choose.</summary>
    public TesterOptions? Testers { get; init; }

    /// <summary>The schedule that raises the share of a new cluster and takes it back. Without it, the weights stay.</summary>
    public ScheduleOptions? Schedule { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        foreach (var (cluster, weight) in Weights)
        {
            if (weight is < 0 or > MaximumWeight)
                yield return new OptionsError($"weights.{cluster}", $"is {weight}; it must be between 0 and {MaximumWeight}");
        }

        if (Weights.Values.All(weight => weight <= 0))
            yield return new OptionsError("weights", "must have a weight above 0");
        foreach (var error in (Testers?.Validate() ?? []).Concat(Schedule?.Validate(Weights) ?? []))
            yield return error;
    }
}

using System.ComponentModel.DataAnnotations;
using GatewayKit.Configuration.Messages;

namespace GatewayKit.Configuration;

/// <summary>
/// The settings of the gateway's own load balancing policies: <c>WeightedRoundRobin</c>, <c>ConsistentHash</c> and <c>LeastLatency</c>.
/// </summary>
public sealed record ClusterLoadBalancing : IValidatedOptions
{
    internal const int MaximumWeight = 1000;

    internal const string DefaultHashBy = "consumer";

    internal static readonly TimeSpan DefaultDecay = TimeSpan.FromSeconds(10);

    internal static readonly TimeSpan DefaultErrorLatency = TimeSpan.FromSeconds(1);

    private const string HashByPattern = "consumer|ip|(header|cookie):[-!#$%&'*+.^_`|~0-9A-Za-z]{1,256}";

    /// <summary>
    /// The weights of destinations by name, between 0 and 1000. A destination with the weight 0 gets only requests that session affinity
    /// sends to it. Default: 1 for each destination.
    /// </summary>
    public IReadOnlyDictionary<string, int> Weights { get; init; } = new Dictionary<string, int>();

    /// <summary>
    /// The time in which the weight of a destination that is new or healthy again rises from a tenth to its full weight. Default: none.
    /// </summary>
    [DurationRange("1s", "1h")]
    public TimeSpan? SlowStart { get; init; }

    /// <summary>
    /// The part of a request that <c>ConsistentHash</c> selects the destination by: <c>consumer</c>, <c>ip</c>, <c>header:NAME</c> or
    /// <c>cookie:NAME</c>. Without a consumer, header or cookie, the IP address takes its place; an IPv6 address counts by its /64 prefix.
    /// </summary>
    [RegularExpression(HashByPattern, ErrorMessage = "must be consumer, ip, header:NAME or cookie:NAME")]
    public string HashBy { get; init; } = DefaultHashBy;

    /// <summary>
    /// The load above which <c>ConsistentHash</c> selects another destination, as a multiple of the destination's fair share of the
    /// requests in flight. Default: no limit.
    /// </summary>
    [Range(1.05, 100)]
    public double? MaxLoad { get; init; }

    /// <summary>The time constant with which <c>LeastLatency</c> forgets earlier latencies: after this time, they count 37 %.</summary>
    [DurationRange("100ms", "10m")]
    public TimeSpan Decay { get; init; } = DefaultDecay;

    /// <summary>The latency that <c>LeastLatency</c> counts for an error that was faster.</summary>
    [DurationRange("1ms", "1m")]
    public TimeSpan ErrorLatency { get; init; } = DefaultErrorLatency;

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        foreach (var (name, weight) in Weights)
        {
            if (weight is < 0 or > MaximumWeight)
            {
                yield return new OptionsError(
                    $"weights.{DisplayText.Name(name)}", $"is {weight}; it must be between 0 and {MaximumWeight}");
            }
        }

        foreach (var twice in Weights.Keys.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(names => names.Count() > 1))
            yield return new OptionsError("weights", $"contains '{DisplayText.Name(twice.Key)}' twice");
    }
}

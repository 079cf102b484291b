using GatewayKit.Telemetry.Sampling;

namespace GatewayKit.Statistics.Sampling;

/// <summary>The content of a sample.</summary>
/// <param name="Requests">The requests that are recorded.</param>
/// <param name="Seen">The number of all requests of the time.</param>
/// <param name="From">The start of the first minute.</param>
/// <param name="To">The time at which the sample was read.</param>
internal sealed record SampleContent(IReadOnlyList<SampledHead> Requests, long Seen, DateTimeOffset From, DateTimeOffset To)
{
    public static SampleContent Empty(DateTimeOffset now) => new([], 0, now, now);
}

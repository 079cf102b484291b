namespace GatewayKit.Statistics;

/// <summary>
/// The buckets of latencies: bucket <c>i</c> has those above γ^(i-1) and up to γ^i microseconds. The middle of a bucket differs from each
/// of its latencies by at most <see cref="LatencySketch.RelativeError"/> (DDSketch, section 2.1).
/// </summary>
internal static class LatencyScale
{
    /// <summary>The bucket of a day; longer latencies count as a day.</summary>
    public const int MaximumIndex = 630;

    private const double Gamma = (1 + LatencySketch.RelativeError) / (1 - LatencySketch.RelativeError);

    private static readonly double s_factor = 1 / Math.Log(Gamma);

    /// <summary>Returns the bucket of a latency; that of a microsecond for shorter ones.</summary>
    public static int IndexOf(TimeSpan latency)
        => latency.Ticks <= TimeSpan.TicksPerMicrosecond
            ? 0
            : Math.Min(MaximumIndex, (int)Math.Ceiling(Math.Log(latency.TotalMicroseconds) * s_factor));

    /// <summary>Returns the latency that stands for those of a bucket.</summary>
    public static TimeSpan ValueOf(int index) => TimeSpan.FromMicroseconds(2 * Math.Pow(Gamma, index) / (Gamma + 1));
}

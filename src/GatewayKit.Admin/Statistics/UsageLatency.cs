using GatewayKit.Store;

namespace GatewayKit.Admin.Statistics;

/// <summary>Latencies in milliseconds. Percentiles differ by at most 2 % from the exact ones.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="P50">The median.</param>
/// <param name="P90">The latency that 90 % of the requests don't exceed.</param>
/// <param name="P95">The latency that 95 % of the requests don't exceed.</param>
/// <param name="P99">The latency that 99 % of the requests don't exceed.</param>
/// <param name="Max">The longest latency.</param>
internal sealed record UsageLatency(double Mean, double P50, double P90, double P95, double P99, double Max)
{
    public static UsageLatency Of(StatisticsPoint point)
    {
        return new UsageLatency(
            Math.Round(point.Duration.TotalMilliseconds / Math.Max(1, point.Count), 3), At(0.5), At(0.9), At(0.95), At(0.99), At(1));

        double At(double quantile) => Math.Round(point.Latency.Quantile(quantile)?.TotalMilliseconds ?? 0, 3);
    }
}

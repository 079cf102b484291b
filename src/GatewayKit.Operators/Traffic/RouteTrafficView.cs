using GatewayKit.Statistics;

namespace GatewayKit.Operators.Traffic;

/// <summary>The requests of a route.</summary>
/// <param name="Route">The id of the route, or <c>(none)</c>.</param>
/// <param name="Counts">The number by class of status, in the order of <see cref="Classes"/>.</param>
/// <param name="Median">The median of the latencies; null without requests.</param>
/// <param name="Slow">The latency that 95 % of the requests don't exceed; null without requests.</param>
internal sealed record RouteTrafficView(string Route, IReadOnlyList<long> Counts, TimeSpan? Median, TimeSpan? Slow)
{
    /// <summary>The classes of statuses. The last one also has those that aren't from 200 to 499.</summary>
    public static IReadOnlyList<string> Classes { get; } = ["2xx", "3xx", "4xx", "5xx", "other"];

    /// <summary>Gets the number of all requests.</summary>
    public long Total => Counts.Sum();

    /// <summary>Returns the index of a class, by the first digit of its statuses.</summary>
    public static int IndexOf(int first) => first is >= 2 and <= 5 ? first - 2 : Classes.Count - 1;

    public static RouteTrafficView Of(string route, IEnumerable<KeyValuePair<string, long>> counts, LatencySketch latencies)
    {
        var byClass = new long[Classes.Count];
        foreach (var (status, count) in counts)
            byClass[IndexOf(status[0] - '0')] += count;
        return new RouteTrafficView(route, byClass, latencies.Quantile(0.5), latencies.Quantile(0.95));
    }
}

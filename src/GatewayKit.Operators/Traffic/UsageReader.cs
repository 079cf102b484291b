using System.Globalization;
using GatewayKit.Statistics;
using GatewayKit.Store;

namespace GatewayKit.Operators.Traffic;

/// <summary>Reads the usage statistics of all nodes.</summary>
internal static class UsageReader
{
    private const int Minutes = 60;

    /// <summary>Returns the usage of the last hour; null if the store doesn't answer.</summary>
    public static async Task<UsageView?> ReadAsync(IGatewayStatistics statistics, DateTimeOffset now, CancellationToken cancellation)
    {
        var query = new StatisticsQuery { From = now.AddMinutes(1 - Minutes), To = now, By = StatisticsGrouping.StatusClass };
        try
        {
            var total = await statistics.QueryAsync(
                query with { Interval = StatisticsInterval.Total, By = StatisticsGrouping.Route | StatisticsGrouping.StatusClass },
                cancellation).ConfigureAwait(false);
            var minutes = await statistics.QueryAsync(
                query with { Interval = StatisticsInterval.Minute, IncludesLatencies = false }, cancellation).ConfigureAwait(false);
            return new UsageView(
                new LiveTrafficView(total.From, now - total.From, LiveTrafficView.Sorted(
                    total.Points.GroupBy(point => point.Route ?? "", StringComparer.Ordinal).Select(Describe))),
                MinutesOf(minutes));
        }
        catch (Exception error) when (error is StoreUnavailableException or ArgumentException)
        {
            return null;
        }
    }

    private static RouteTrafficView Describe(IGrouping<string, StatisticsPoint> route)
    {
        var latencies = new LatencySketch();
        foreach (var point in route)
            latencies.Add(point.Latency);
        return RouteTrafficView.Of(
            route.Key, route.Select(point => KeyValuePair.Create(NameOf(point.StatusClass ?? 0), point.Count)), latencies);
    }

    private static string NameOf(int first) => string.Create(CultureInfo.InvariantCulture, $"{first}xx");

    private static List<(DateTimeOffset, IReadOnlyList<long>)> MinutesOf(StatisticsResult result)
    {
        var byMinute = result.Points.ToLookup(point => point.Start);
        var minutes = new List<(DateTimeOffset, IReadOnlyList<long>)>();
        for (var start = result.From; start < result.To && minutes.Count <= Minutes; start = start.AddMinutes(1))
        {
            var counts = new long[RouteTrafficView.Classes.Count];
            foreach (var point in byMinute[start])
                counts[RouteTrafficView.IndexOf(point.StatusClass ?? 0)] += point.Count;
            minutes.Add((start, counts));
        }

        return minutes;
    }
}

using GatewayKit.Portal.Content;
using GatewayKit.Portal.Database.Rows;
using GatewayKit.Store;

namespace GatewayKit.Portal.Usage;

/// <summary>The usage of an application.</summary>
/// <param name="Range">The time.</param>
/// <param name="ByTime">The requests of each interval, the earliest first.</param>
/// <param name="ByApi">The requests to each API that the reader sees, the most used first.</param>
internal sealed record ApplicationUsage(UsageRange Range, UsageSection ByTime, UsageSection ByApi)
{
    /// <summary>The name of the requests to routes of no API that the reader sees.</summary>
    public const string Others = "Other";

    /// <summary>Reads the usage, without what nodes haven't written yet.</summary>
    public static async Task<ApplicationUsage> ReadAsync(
        IGatewayStatistics statistics, ApplicationRow application, UsageRange range, IEnumerable<ApiEntry> apis, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var query = new StatisticsQuery
        {
            From = range.Starts(now).First(),
            To = now,
            Interval = range.Interval,
            Consumer = application.Consumer,
            By = StatisticsGrouping.StatusClass,
        };
        var byTime = await statistics.QueryAsync(query, cancellation).ConfigureAwait(false);
        var byRoute = await statistics.QueryAsync(
            query with
            {
                Interval = StatisticsInterval.Total,
                By = StatisticsGrouping.StatusClass | StatisticsGrouping.Route,
            },
            cancellation).ConfigureAwait(false);
        return new ApplicationUsage(
            range,
            new UsageSection("time", ["Time (UTC)"], range.Rows(now, byTime)),
            new UsageSection("api", ["API"], ByTitle(apis, byRoute)));
    }

    private static List<UsageRow> ByTitle(IEnumerable<ApiEntry> apis, StatisticsResult result)
    {
        var titles = apis
            .SelectMany(api => api.Versions.SelectMany(version => version.Config.Routes).Select(route => (route, api.Title)))
            .GroupBy(pair => pair.route, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.First().Title, StringComparer.OrdinalIgnoreCase);
        var rows = new Dictionary<string, UsageRow>(StringComparer.Ordinal);
        foreach (var point in result.Points)
        {
            var title = titles.GetValueOrDefault(point.Route ?? "", Others);
            if (!rows.TryGetValue(title, out var row))
                rows[title] = row = new UsageRow(title);
            row.Add(point);
        }

        return UsageOrder.ByRequests.Sort(rows.Values);
    }
}

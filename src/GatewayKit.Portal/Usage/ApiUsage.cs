using GatewayKit.Configuration.Portal;
using GatewayKit.Portal.Content;
using GatewayKit.Store;

namespace GatewayKit.Portal.Usage;

/// <summary>The usage of an API, for its owner.</summary>
/// <param name="Range">The time.</param>
/// <param name="ByTime">The requests of each interval, the earliest first.</param>
/// <param name="Versions">The requests to each version, in the order of the API.</param>
/// <param name="Consumers">The requests of each consumer, the most active first.</param>
/// <param name="Deprecated">The requests of consumers to versions that are deprecated or retired.</param>
internal sealed record ApiUsage(
    UsageRange Range, UsageSection ByTime, UsageSection Versions, UsageSection Consumers, UsageSection Deprecated)
{
    /// <summary>Reads the usage, without what nodes haven't written yet.</summary>
    /// <exception cref="ArgumentException">The API has too many requests, or too many consumers, for a query.</exception>
    public static async Task<ApiUsage> ReadAsync(
        IGatewayStatistics statistics, ConsumerNames names, ApiEntry api, UsageRange range, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var query = new StatisticsQuery
        {
            From = range.Starts(now).First(),
            To = now,
            Interval = range.Interval,
            By = StatisticsGrouping.StatusClass,
            Routes = [.. api.Versions.SelectMany(version => version.RouteIds).Distinct(StringComparer.Ordinal)],
        };
        var byTime = await statistics.QueryAsync(query, cancellation).ConfigureAwait(false);
        var ofVersions = new List<(VersionEntry Version, StatisticsResult Result)>();
        foreach (var version in api.Versions)
        {
            var result = await statistics.QueryAsync(
                query with
                {
                    Interval = StatisticsInterval.Total,
                    By = StatisticsGrouping.StatusClass | StatisticsGrouping.Consumer,
                    Routes = version.RouteIds,
                },
                cancellation).ConfigureAwait(false);
            ofVersions.Add((version, result));
        }

        var points = ofVersions.SelectMany(pair => pair.Result.Points.Select(point => (pair.Version, Point: point))).ToList();
        var found = await names.ReadAsync(points.Select(pair => pair.Point.Consumer!), cancellation).ConfigureAwait(false);
        return new ApiUsage(
            range,
            new UsageSection("time", ["Time (UTC)"], range.Rows(now, byTime)),
            new UsageSection("version", ["Version", "Lifecycle"], [.. ofVersions.Select(pair => Row(pair.Version, pair.Result))]),
            new UsageSection("consumer", ["Consumer", "Developer"], ByConsumer(points.Select(pair => pair.Point), found)),
            new UsageSection("deprecated", ["Consumer", "Developer", "Version"], OfDeprecated(points, found)));
    }

    private static UsageRow Row(VersionEntry version, StatisticsResult result)
        => new UsageRow(version.Name) { Details = [LifecycleOf(version)] }.Plus(result.Points);

    // Versions can share a route, which counts in each of them, so that a consumer can have more requests here than the API.
    private static List<UsageRow> ByConsumer(IEnumerable<StatisticsPoint> points, IReadOnlyDictionary<string, ConsumerName> names)
        => UsageOrder.ByRequests.Sort(points.GroupBy(point => point.Consumer!, StringComparer.Ordinal).Select(
            group => new UsageRow(names[group.Key].Name) { Details = [names[group.Key].Developer] }.Plus(group)));

    private static List<UsageRow> OfDeprecated(
        IEnumerable<(VersionEntry Version, StatisticsPoint Point)> points, IReadOnlyDictionary<string, ConsumerName> names)
        => UsageOrder.ByRequests.Sort(points
            .Where(pair => pair.Version.Config.Lifecycle is PortalLifecycle.Deprecated or PortalLifecycle.Retired)
            .GroupBy(pair => (Consumer: pair.Point.Consumer!, pair.Version))
            .Select(group => new UsageRow(names[group.Key.Consumer].Name)
            {
                Details = [names[group.Key.Consumer].Developer, $"{group.Key.Version.Name}, {LifecycleOf(group.Key.Version)}"],
            }.Plus(group.Select(pair => pair.Point))));

    private static string LifecycleOf(VersionEntry version)
        => version.Config.Sunset is { } sunset ? $"{version.Config.Lifecycle}, sunset {sunset}" : version.Config.Lifecycle.ToString();
}

using GatewayKit.OpenApi;
using GatewayKit.Portal.Content;
using GatewayKit.Portal.Text;
using GatewayKit.Statistics;
using GatewayKit.Store;
using GatewayKit.Store.Statistics;

namespace GatewayKit.Portal.Usage;

/// <summary>The usage of the operations of an API, for its owner.</summary>
/// <param name="Range">The time.</param>
/// <param name="Order">The order of the operations.</param>
/// <param name="Operations">The requests to each operation that was called.</param>
/// <param name="Unused">The operations without requests, in the order of the documents.</param>
/// <param name="Undocumented">The requests that match routes of a version, but none of its operations, by method.</param>
internal sealed record OperationUsage(
    UsageRange Range, UsageOrder Order, UsageSection Operations, UsageSection Unused, UsageSection Undocumented)
{
    private const string Version = "Version";
    private const string Summary = "Summary";
    private const string LastCall = "Last call (hour, UTC)";

    /// <summary>Whether each operation was counted separately; false if there were more than the statistics count.</summary>
    public bool IsComplete { get; private init; }

    /// <summary>Reads the usage, without what nodes haven't written yet.</summary>
    /// <exception cref="ArgumentException">The API has too many requests, or too many operations, for a query.</exception>
    public static async Task<OperationUsage> ReadAsync(
        IGatewayStatistics statistics, ApiEntry api, UsageRange range, UsageOrder order, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var result = await statistics.QueryAsync(
            new StatisticsQuery
            {
                From = range.Starts(now).First(),
                To = now,
                Interval = StatisticsInterval.Total,
                By = StatisticsGrouping.Route | StatisticsGrouping.Consumer | StatisticsGrouping.StatusClass,
                Routes = [.. api.Versions.Select(version => OperationIndex.NameOf(api, version)), UsageOperations.OtherVersion],
                Subject = StatisticsSubject.Operations,
            },
            cancellation).ConfigureAwait(false);
        var called = result.Points.ToLookup(point => (point.Route!, point.Consumer!));
        var documented = api.Versions.SelectMany(version => Documented(api, version)).DistinctBy(operation => operation.Key).ToList();
        var names = documented.Select(operation => operation.Key).ToHashSet();
        var others = called.Where(points => !names.Contains(points.Key)).ToLookup(points => KindOf(points.Key.Item2));
        var versions = api.Versions.ToDictionary(version => OperationIndex.NameOf(api, version), version => version.Name);

        UsageRow Row(string name, IEnumerable<StatisticsPoint> points, params string[] details)
            => new UsageRow(name) { Details = [.. details, Texts.Hour(points.Max(point => point.Last))] }.Plus(points);
        return new OperationUsage(
            range,
            order,
            new UsageSection("operation", ["Operation", Summary, Version, LastCall], order.Sort([
                .. documented.Where(operation => called.Contains(operation.Key))
                    .Select(operation => Row(operation.Key.Name, called[operation.Key], operation.Title, operation.Version)),
                .. others[Kind.Removed].Select(points => Row(
                    points.Key.Item2, points, "Not in the current document", versions[points.Key.Item1])),
            ])),
            new UsageSection("unused", ["Operation", Summary, Version], [
                .. documented.Where(operation => !called.Contains(operation.Key))
                    .Select(operation => new UsageRow(operation.Key.Name) { Details = [operation.Title, operation.Version] }),
            ]),
            new UsageSection("undocumented", ["Method", Version, LastCall], order.Sort(
                others[Kind.Undocumented].Select(points => Row(MethodOf(points.Key.Item2), points, versions[points.Key.Item1])))))
        {
            IsComplete = !others.Contains(Kind.Other),
        };
    }

    private static IEnumerable<((string Version, string Name) Key, string Title, string Version)> Documented(
        ApiEntry api, VersionEntry version)
        => version.RouteIds.Count == 0 ? []
            : (version.Document?.Operations ?? []).Select(
                operation => ((OperationIndex.NameOf(api, version), OperationIndex.NameOf(operation)), TitleOf(operation), version.Name));

    private static string TitleOf(OpenApiOperation operation)
        => operation.Summary is { Length: > 0 } ? OperationEntry.TitleOf(operation) : "";

    private static Kind KindOf(string name)
        => name == UsageCollector.Other ? Kind.Other
            : name.StartsWith(UsageOperations.Undocumented, StringComparison.Ordinal) ? Kind.Undocumented : Kind.Removed;

    private static string MethodOf(string name)
        => name[UsageOperations.Undocumented.Length..] is var method && method == UsageCollector.Other ? "Other methods" : method;

    private enum Kind
    {
        Removed,
        Undocumented,
        Other,
    }
}

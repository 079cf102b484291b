using System.Globalization;
using GatewayKit.Planning;
using GatewayKit.Planning.Traffic;

namespace GatewayKit.Cli.Commands;

/// <summary>Writes the report of a plan as text.</summary>
internal static class PlanText
{
    private const int MostRows = 100;

    private static readonly string[] s_columns = ["REQUESTS", "CHANGE", "ROUTE", "EXAMPLE", "DIFFERENCES"];

    public static void Write(PlanSettings settings, PlanReport report, TrafficReader reader)
    {
        Console.WriteLine($"{string.Join(", ", settings.After)} against {string.Join(", ", settings.Before)}");
        Console.WriteLine();
        if (report.Changes.Count > 0)
        {
            TextTable.Write(s_columns, report.Changes.Take(MostRows).Select(Row));
            Console.WriteLine();
        }

        foreach (var line in Summary(report, reader))
            Console.WriteLine(ErrorList.OneLine(line));
    }

    private static IEnumerable<string> Summary(PlanReport report, TrafficReader reader)
    {
        var hidden = report.Changes.Skip(MostRows).Sum(change => change.Requests) + report.Unlisted;
        if (hidden > 0)
            yield return $"Changes of {hidden} more request(s) aren't shown; --output json has more.";
        yield return report.Changed == 0
            ? $"None of {report.Requests} request(s) changes."
            : $"{report.Changed} of {report.Requests} request(s) change.";
        if (report.WithoutCaller > 0)
            yield return $"{report.WithoutCaller} request(s) had no known caller.{Hidden(report)}";
        if (report.Contradicted > 0)
            yield return $"{report.Contradicted} request(s) were recorded with another status than that with which the earlier "
                + "configuration rejects them; --host, --scheme or --against may not fit.";
        if (report.UnrecordedHeaders.Count > 0)
            yield return "Routes match by headers that the record doesn't have; they were decided as absent: "
                + $"{string.Join(", ", report.UnrecordedHeaders)}.";
        if (report.OtherSettings.Count > 0)
            yield return $"Settings of the gateway as a whole differ: {string.Join(", ", report.OtherSettings)}.";
        if (reader.Malformed > 0)
            yield return $"{reader.Malformed} malformed line(s) were skipped.";
    }

    private static string Hidden(PlanReport report) => report.WithHiddenCaller == 0 ? ""
        : $" {report.WithHiddenCaller} of them were answered although they needed credentials, so these are assumed to be valid.";

    private static string[] Row(PlannedChange change) =>
    [
        change.Requests.ToString(CultureInfo.InvariantCulture).PadLeft(s_columns[0].Length),
        EnumText.Of(change.Kind),
        RouteOf(change),
        change.Examples is [var example, ..] ? $"{example.Method} {example.Url}{CallerOf(example)}" : "",
        string.Join("; ", change.Differences.Where(difference => difference.Kind != ChangeKind.Route).Select(TextOf)),
    ];

    private static string RouteOf(PlannedChange change)
        => change.Before.Route == change.After.Route
            ? change.After.Route ?? "none"
            : $"{change.Before.Route ?? "none"} -> {change.After.Route ?? "none"}";

    private static string CallerOf(PlannedRequest example) => example.Consumer is null ? "" : $" ({example.Consumer})";

    private static string TextOf(PlannedDifference difference) => difference.Kind is ChangeKind.Cluster or ChangeKind.Plugins
        ? $"{EnumText.Of(difference.Kind)} {difference.Text}"
        : difference.Text;
}

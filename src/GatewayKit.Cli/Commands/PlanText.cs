using System.Globalization;
using GatewayKit.Planning;

namespace GatewayKit.Cli.Commands;

/// <summary>Writes the report of a plan as text: each change with its differences below it, and the sums at the end.</summary>
internal static class PlanText
{
    private const int MostRows = 100;
    private const int Indent = 12;

    private static readonly string[] s_columns = ["REQUESTS", "CHANGE", "ROUTE"];

    public static void Write(PlanSettings settings, PlanReport report, long malformed)
    {
        Write($"{string.Join(", ", settings.After)} against {string.Join(", ", settings.Before)}");
        Console.WriteLine();
        var changes = report.Changes.Take(MostRows).ToArray();
        if (changes.Length > 0)
        {
            var width = changes.Max(change => EnumText.Of(change.Kind).Length);
            Write(Row(s_columns[0], s_columns[1], s_columns[2], width));
            foreach (var change in changes)
                Write(change, width);
            Console.WriteLine();
        }

        foreach (var line in Summary(report, malformed))
            Write(line);
    }

    private static void Write(PlannedChange change, int width)
    {
        Write(Row(change.Requests.ToString(CultureInfo.InvariantCulture), EnumText.Of(change.Kind), RouteOf(change), width));
        foreach (var difference in change.Differences.Where(difference => difference.Kind != ChangeKind.Route))
            Write(TextOf(difference), Indent);
        if (change.Examples is [var example, ..])
            Console.WriteLine(new string(' ', Indent) + WrappedText.Cut(ErrorList.OneLine(TextOf(example)), Indent));
    }

    private static void Write(string line, int indent = 0)
    {
        foreach (var part in WrappedText.Of(ErrorList.OneLine(line), indent))
            Console.WriteLine(part);
    }

    private static string Row(string requests, string kind, string route, int width)
        => $"{requests.PadLeft(s_columns[0].Length)}  {kind.PadRight(width)}  {route}";

    private static IEnumerable<string> Summary(PlanReport report, long malformed)
    {
        var hidden = report.Changes.Skip(MostRows).Sum(change => change.Requests) + report.Unlisted;
        if (hidden > 0)
            yield return $"Changes of {Count(hidden, "more request")} aren't shown; --output json has more.";
        yield return report.Changed == 0
            ? $"{Count(report.Requests, "request")}, none of which changes."
            : $"{report.Changed} of {Count(report.Requests, "request")} change{(report.Changed == 1 ? "s" : "")}: "
                + $"{string.Join(", ", Sums(report))}.";
        if (report.WithoutCaller > 0)
            yield return $"{Count(report.WithoutCaller, "request")} had no known caller.{Hidden(report)}";
        if (report.Contradicted > 0)
            yield return $"{Count(report.Contradicted, "request")} got another status than the earlier configuration's; --host, --scheme "
                + "or --against may not fit.";
        if (report.UnrecordedHeaders.Count > 0)
            yield return "Routes match by headers that the record doesn't have; they were decided as absent: "
                + $"{string.Join(", ", report.UnrecordedHeaders)}.";
        if (report.UnrecordedParameters.Count > 0)
            yield return "Routes match by query parameters that the sample doesn't have; they were decided as absent: "
                + $"{string.Join(", ", report.UnrecordedParameters)}.";
        if (report.OtherSettings.Count > 0)
            yield return $"Settings of the gateway as a whole differ: {string.Join(", ", report.OtherSettings)}.";
        if (malformed > 0)
            yield return $"{Count(malformed, "malformed line")} skipped.";
    }

    private static IEnumerable<string> Sums(PlanReport report)
    {
        foreach (var kind in report.Changes.GroupBy(change => change.Kind))
            yield return $"{kind.Sum(change => change.Requests)} {EnumText.Of(kind.Key)}";
        if (report.Unlisted > 0)
            yield return $"{report.Unlisted} others";
    }

    private static string Hidden(PlanReport report) => report.WithHiddenCaller == 0 ? ""
        : $" {report.WithHiddenCaller} of them were answered although they needed credentials, so these are assumed to be valid.";

    private static string Count(long number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";

    private static string RouteOf(PlannedChange change)
        => change.Before.Route == change.After.Route
            ? change.After.Route ?? "none"
            : $"{change.Before.Route ?? "none"} -> {change.After.Route ?? "none"}";

    private static string TextOf(PlannedRequest example)
        => $"for example {example.Method} {example.Url}{(example.Consumer is null ? "" : $" ({example.Consumer})")}";

    private static string TextOf(PlannedDifference difference) => difference.Kind is ChangeKind.Cluster or ChangeKind.Plugins
        ? $"{EnumText.Of(difference.Kind)}: {difference.Text}"
        : difference.Text;
}

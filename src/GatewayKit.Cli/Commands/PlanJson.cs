using System.Text.Encodings.Web;
using System.Text.Json;
using GatewayKit.Planning;
using GatewayKit.Planning.Traffic;

namespace GatewayKit.Cli.Commands;

/// <summary>Writes the report of a plan as JSON.</summary>
internal static class PlanJson
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(PlanReport report, TrafficReader reader)
        => Console.WriteLine(JsonSerializer.Serialize(
            new
            {
                report.Requests,
                report.Changed,
                report.WithConsumer,
                report.WithoutCaller,
                report.WithHiddenCaller,
                report.Contradicted,
                reader.Malformed,
                IsComplete = !reader.IsCut,
                Kinds = report.Kinds.Order().Select(kind => EnumText.Of(kind)),
                report.OtherSettings,
                report.UnrecordedHeaders,
                report.UnrecordedParameters,
                Changes = report.Changes.Select(Describe),
                report.Unlisted,
            },
            s_options));

    private static object Describe(PlannedChange change) => new
    {
        Kind = EnumText.Of(change.Kind),
        change.Requests,
        Differences = change.Differences.Select(difference => new { Kind = EnumText.Of(difference.Kind), difference.Text }),
        change.Before,
        change.After,
        change.Examples,
    };
}

using System.Text.Json;
using GatewayKit.Benchmarks.Statistics;

namespace GatewayKit.Benchmarks.Compare;

/// <summary>The results of a run as JSON, with each single measurement.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions s_options =
        new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static string Of(CompareOptions options, Machine machine, IReadOnlyList<ScenarioResult> results) => JsonSerializer.Serialize(
        new
        {
            options.Rounds,
            options.Seconds,
            options.WarmUp,
            options.Processes,
            Processors = Environment.ProcessorCount,
            Runtime = Environment.Version.ToString(),
            Build.Version,
            Pinning = machine.Description,
            Scenarios = results.Select(result => new
            {
                result.Scenario.Name,
                result.Scenario.Description,
                result.Rate,
                result.Notes,
                Variants = result.Samples.ToDictionary(variant => variant.Key, variant => new
                {
                    CpuRatioOfLowerQuartiles = result.Samples.TryGetValue(Roles.Role.Yarp, out var bare)
                        ? Comparison.CpuRatio(variant.Value, bare)
                        : (double?)null,
                    Ratios = result.Samples.TryGetValue(Roles.Role.Yarp, out var yarp)
                        ? Column.All.ToDictionary(column => column.Name, column => Comparison.Ratio(variant.Value, yarp, column.Of))
                        : null,
                    Values = Column.All.ToDictionary(column => column.Name, column => Spread.Of(variant.Value.Select(column.Of))),
                    Samples = variant.Value,
                }),
            }),
        },
        s_options);
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using GatewayKit.Benchmarks.Roles;

namespace GatewayKit.Benchmarks.SideBySide;

/// <summary>A run in numbers: each variant's own, and their ratios to bare YARP in the same round.</summary>
internal sealed class Report(SideBySideOptions options, IReadOnlyDictionary<string, List<Measurement>> results)
{
    private static readonly JsonSerializerOptions s_json =
        new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private static readonly (string Name, string Format, Func<Measurement, double> Of)[] s_columns =
    [
        ("requests/s", "F0", m => m.RequestsPerSecond),
        ("CPU us/request", "F1", m => m.CpuMicrosecondsPerRequest),
        ("bytes/request", "F0", m => m.BytesPerRequest),
        ("working set MB", "F0", m => m.WorkingSetMegabytes),
    ];

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{options.Rounds} rounds of {options.Seconds} s, {options.Connections} connections, "
            + $"{Environment.ProcessorCount} processors, .NET {Environment.Version}. Median (least..most).");
        text.AppendLine();
        Table(text, results.Keys, (role, column) => Spread.Of(results[role].Select(column.Of)).Show(column.Format));
        text.AppendLine().AppendLine("Ratio to bare YARP in the same round:").AppendLine();
        Table(text, Compared, (role, column) => Ratio(role, column.Of).Show("F3"));
        text.AppendLine().AppendLine("CPU us/request, lower quartile to lower quartile:").AppendLine();
        foreach (var role in Compared)
            text.AppendLine(CultureInfo.InvariantCulture, $"- {role}: {QuietRatio(role):F3}");
        return text.ToString();
    }

    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            options.Rounds,
            options.Seconds,
            options.Connections,
            Processors = Environment.ProcessorCount,
            Variants = results.ToDictionary(r => r.Key, r => Columns(c => Spread.Of(r.Value.Select(c)))),
            Ratios = Compared.ToDictionary(r => r, r => Columns(c => Ratio(r, c))),
            QuietCpuRatios = Compared.ToDictionary(r => r, QuietRatio),
        },
        s_json);

    private IEnumerable<string> Compared => results.Keys.Where(role => role != Role.Yarp);

    private Spread Ratio(string role, Func<Measurement, double> of)
        => Spread.Of(results[role].Zip(results[Role.Yarp], (variant, bare) => of(variant) / of(bare)));

    private double QuietRatio(string role) => QuietCpu(role) / QuietCpu(Role.Yarp);

    private double QuietCpu(string role) => Spread.Of(results[role].Select(m => m.CpuMicrosecondsPerRequest)).LowerQuartile;

    private static Dictionary<string, Spread> Columns(Func<Func<Measurement, double>, Spread> spread)
        => s_columns.ToDictionary(c => c.Name, c => spread(c.Of));

    private static void Table(StringBuilder text,
        IEnumerable<string> roles, Func<string, (string Name, string Format, Func<Measurement, double> Of), string> cell)
    {
        text.Append("| variant |").AppendJoin(" |", s_columns.Select(c => $" {c.Name}")).AppendLine(" |");
        text.Append("| --- |").AppendLine(string.Concat(Enumerable.Repeat(" ---: |", s_columns.Length)));
        foreach (var role in roles)
            text
                .Append(CultureInfo.InvariantCulture, $"| {role} |")
                .AppendJoin(" |", s_columns.Select(c => $" {cell(role, c)}"))
                .AppendLine(" |");
    }
}

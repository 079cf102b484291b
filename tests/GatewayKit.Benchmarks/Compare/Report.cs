using System.Globalization;
using System.Text;
using GatewayKit.Benchmarks.Statistics;

namespace GatewayKit.Benchmarks.Compare;

/// <summary>The results of a run as Markdown.</summary>
internal sealed class Report(CompareOptions options, Machine machine, IReadOnlyList<ScenarioResult> results)
{
    private const string Yarp = Roles.Role.Yarp;
    private readonly StringBuilder _text = new();

    public string ToMarkdown()
    {
        Line(string.Create(CultureInfo.InvariantCulture,
            $"{options.Processes} processes of each variant, {options.Rounds} rounds of {options.Seconds} s, "
            + $"{Environment.ProcessorCount} processors, .NET {Environment.Version}, GatewayKit {Build.Version}. {machine.Description}"));
        WriteSummary();
        WriteAims();
        foreach (var result in results)
            WriteScenario(result);
        return _text.ToString();
    }

    private void WriteSummary()
    {
        var variants = Variants.All.Select(v => v.Name)
            .Where(name => name != Yarp && results.Any(result => result.Samples.ContainsKey(name))).ToArray();
        if (variants is [])
            return;

        Line($"\nCPU a request, ratio to bare YARP (lower quartile to lower quartile):\n");
        WriteHead("scenario", variants);
        foreach (var result in results)
            WriteRow(result.Scenario.Name, variants.Select(name => Find(result, name) is { } pair
                ? Number(Comparison.CpuRatio(pair.Own, pair.Yarp), "F2") : ""));
    }

    private void WriteAims()
    {
        var aims = Aim.All.Select(aim => (Aim: aim, Ratio: aim.Of(results))).Where(aim => aim.Ratio is not null).ToArray();
        if (aims is [])
            return;

        Line("\nAims (CPU: lower quartile to lower quartile; p99: median ratio in the same round):\n");
        WriteHead("aim", ["at most", "measured", "result"]);
        foreach (var (aim, ratio) in aims)
            WriteRow(aim.Description, [Number(aim.Limit, "F2"), Number(ratio!.Value, "F2"), ratio <= aim.Limit ? "met" : "**missed**"]);
    }

    private void WriteScenario(ScenarioResult result)
    {
        Line(string.Create(CultureInfo.InvariantCulture,
            $"\n### {result.Scenario.Name}\n\n{result.Scenario.Description}; latencies at {result.Rate:F0} requests/s. Medians:\n"));
        if (result.Samples.Count > 0)
        {
            WriteHead("variant", Column.All.Select(column => column.Name));
            foreach (var (name, samples) in result.Samples)
                WriteRow(name, Column.All.Select(column => Show(samples, column)));
        }

        var compared = result.Samples.Keys.Where(name => name != Yarp && Find(result, name) is not null).ToArray();
        if (compared.Length > 0)
        {
            Line("\nRatios to bare YARP in the same round, medians; for CPU also the ratio of the lower quartiles, and the range:\n");
            WriteHead("variant", ["CPU, quartiles", .. Column.All.Select(column => column.WithoutUnit)]);
            foreach (var name in compared)
            {
                var (own, yarp) = Find(result, name)!.Value;
                WriteRow(name, [Number(Comparison.CpuRatio(own, yarp), "F2"), .. Column.All.Select((column, i) =>
                    Comparison.Ratio(own, yarp, column.Of) is not { } ratio ? ""
                        : i == 0 ? ratio.Show("F2")
                        : Number(ratio.Median, "F2"))]);
            }
        }

        var notes = result.Notes.Concat(result.Samples
            .Where(variant => variant.Value.Any(sample => !sample.KeptRate))
            .Select(variant => $"{variant.Key}: couldn't keep the rate, so its latencies are those of a queue."));
        foreach (var (i, note) in notes.Index())
            Line($"{(i == 0 && result.Samples.Count > 0 ? "\n" : "")}- {note}");
    }

    private static (IReadOnlyList<Sample> Own, IReadOnlyList<Sample> Yarp)? Find(ScenarioResult result, string name)
        => result.Samples.GetValueOrDefault(name) is { } own && result.Samples.GetValueOrDefault(Yarp) is { } yarp ? (own, yarp) : null;

    private static string Show(IReadOnlyList<Sample> samples, Column column)
        => Spread.Of(samples.Select(column.Of)).Median is > 0 and var median ? Number(median, column.Format) : "";

    private static string Number(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);

    private void WriteHead(string first, IEnumerable<string> columns)
    {
        var names = columns.ToArray();
        WriteRow(first, names);
        Line($"| --- |{string.Concat(names.Select(_ => " ---: |"))}");
    }

    private void WriteRow(string first, IEnumerable<string> cells) => Line($"| {first} | {string.Join(" | ", cells)} |");

    private void Line(string line) => _text.Append(line).Append('\n');
}

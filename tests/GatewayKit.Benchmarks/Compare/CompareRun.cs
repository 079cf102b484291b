using System.Globalization;

namespace GatewayKit.Benchmarks.Compare;

/// <summary>The command <c>compare</c>: measures bare YARP, GatewayKit and plain proxies in each scenario.</summary>
internal static class CompareRun
{
    /// <summary>Runs the command.</summary>
    /// <param name="arguments">The options.</param>
    /// <param name="output">For the report.</param>
    /// <param name="progress">For errors and progress.</param>
    /// <returns>0 if every variant answered every request, 1 if one failed, 2 for an invalid option.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter progress)
    {
        CompareOptions options;
        try
        {
            options = CompareOptions.Parse(arguments);
        }
        catch (ArgumentException e)
        {
            await progress.WriteLineAsync(e.Message).ConfigureAwait(false);
            return 2;
        }

        if (options.IsList)
        {
            await ListAsync(options, output).ConfigureAwait(false);
            return 0;
        }

        var machine = Machine.Of(options.Cores);
        await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"This takes about {double.Max(Math.Ceiling(ScenariosOf(options).Sum(options.SecondsOf) / 60), 1)} min on an idle machine."))
            .ConfigureAwait(false);
        var results = new List<ScenarioResult>();
        using (var folder = new RunFolder())
        {
            foreach (var scenario in ScenariosOf(options))
            {
                using var run = new ScenarioRun(options, scenario, machine, folder, progress);
                results.Add(await run.RunAsync().ConfigureAwait(false));
            }
        }

        await output.WriteAsync(new Report(options, machine, results).ToMarkdown()).ConfigureAwait(false);
        if (options.Json is not null)
            await File.WriteAllTextAsync(options.Json, JsonReport.Of(options, machine, results)).ConfigureAwait(false);
        return results.Exists(result => result.HasFailed) ? 1 : 0;
    }

    private static async Task ListAsync(CompareOptions options, TextWriter output)
    {
        await output.WriteLineAsync("Scenarios (those with * run by default):").ConfigureAwait(false);
        foreach (var scenario in Scenarios.All)
        {
            var mark = options.Scenarios.Any(s => s.Name == scenario.Name) ? "*" : " ";
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"  {scenario.Name,-18}{mark} {scenario.Description}")).ConfigureAwait(false);
        }

        await output.WriteLineAsync("Variants:").ConfigureAwait(false);
        foreach (var variant in Variants.All)
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"  {variant.Name,-32} {variant.Description}")).ConfigureAwait(false);
    }

    private static IEnumerable<Scenario> ScenariosOf(CompareOptions options)
        => options.Scenarios.Select(scenario => options.Connections is { } connections
            ? scenario with { Concurrency = connections, Streams = int.Min(scenario.Streams, connections) }
            : scenario);
}

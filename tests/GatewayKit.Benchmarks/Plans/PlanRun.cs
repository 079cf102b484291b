using System.Diagnostics;
using System.Globalization;
using GatewayKit.Benchmarks.Statistics;

namespace GatewayKit.Benchmarks.Plans;

/// <summary>Measures the time and the processor time of <c>gatewaykit plan</c>, each run in a process of its own.</summary>
internal static class PlanRun
{
    /// <summary>The exit code of a plan with changes.</summary>
    private const int Changed = 3;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(10);

    public static async Task<int> RunAsync(PlanOptions options)
    {
        using var files = new PlanFiles(options);
        var (times, processor, memory) = (new List<double>(), new List<double>(), 0L);
        for (var run = 0; run < options.Runs; run++)
        {
            var (time, cpu, peak) = await MeasureAsync(options, files).ConfigureAwait(false);
            times.Add(time.TotalMilliseconds);
            processor.Add(cpu.TotalMilliseconds);
            memory = Math.Max(memory, peak);
        }

        var (ofTime, ofProcessor) = (Spread.Of(times), Spread.Of(processor));
        await Console.Out.WriteLineAsync("""
            | routes | requests | ms, least | median | processor ms, least | median | MB, peak |
            | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            """).ConfigureAwait(false);
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"| {options.Routes} | {options.Requests} | {ofTime.Minimum:F0} | {ofTime.Median:F0} | {ofProcessor.Minimum:F0} | "
                + $"{ofProcessor.Median:F0} | {memory / 1e6:F0} |")).ConfigureAwait(false);
        return 0;
    }

    private static async Task<(TimeSpan Time, TimeSpan Processor, long Peak)> MeasureAsync(PlanOptions options, PlanFiles files)
    {
        var isAssembly = Path.GetExtension(options.Tool) == ".dll";
        var start = new ProcessStartInfo(isAssembly ? "dotnet" : options.Tool)
        {
            WorkingDirectory = files.Folder,
            RedirectStandardOutput = true,
        };
        string[] command = ["plan", "new.yaml", "--traffic", "access.log"];
        foreach (var argument in isAssembly ? command.Prepend(options.Tool) : command)
            start.ArgumentList.Add(argument);

        var begin = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var (cpu, peak) = (TimeSpan.Zero, 0L);
        while (!process.HasExited)
        {
            process.Refresh();
            try
            {
                (cpu, peak) = (process.TotalProcessorTime, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                break;
            }

            await Task.Delay(s_pause).ConfigureAwait(false);
        }

        await process.WaitForExitAsync().ConfigureAwait(false);
        var time = Stopwatch.GetElapsedTime(begin);
        var text = await output.ConfigureAwait(false);
        return process.ExitCode == Changed
            ? (time, cpu, peak)
            : throw new InvalidOperationException($"The tool ended with the exit code {process.ExitCode}: {text}");
    }
}

using System.Globalization;
using GatewayKit.Benchmarks.Compare;
using GatewayKit.Benchmarks.Statistics;

namespace GatewayKit.Benchmarks.Cluster;

/// <summary>Measures gateways that a cluster configures: requests lost under changes, and many routes.</summary>
internal static class ClusterRun
{
    /// <returns>0; 1 if a request was lost.</returns>
    public static async Task<int> RunAsync(ClusterOptions options, TextWriter output, TextWriter progress)
    {
        using var folder = new RunFolder();
        await WriteAsync(output, $"{Environment.ProcessorCount} processors, .NET {Environment.Version}.").ConfigureAwait(false);
        var lost = 0;
        if (options.Changes + options.Rollouts > 0)
        {
            using var api = await ApiServerProcess.StartAsync(folder.Next(), options.Definitions).ConfigureAwait(false);
            using var run = new ReliabilityRun(options, api, folder, progress);
            var result = await run.RunAsync().ConfigureAwait(false);
            lost = result.Calls.Lost.Values.Sum();
            await WriteAsync(output, result, options).ConfigureAwait(false);
        }

        if (options.Routes > 0)
        {
            using var api = await ApiServerProcess.StartAsync(folder.Next(), options.Definitions).ConfigureAwait(false);
            var result = await new LargeRun(options, api, folder, progress).RunAsync().ConfigureAwait(false);
            await WriteAsync(output, result).ConfigureAwait(false);
        }

        return lost == 0 ? 0 : 1;
    }

    private static async Task WriteAsync(TextWriter output, ReliabilityResult result, ClusterOptions options)
    {
        var calls = result.Calls;
        await output.WriteLineAsync("\n## Under load\n\n| figure | |\n| --- | ---: |").ConfigureAwait(false);
        await WriteAsync(output, $"| changes of routes, rolling replacements | {options.Changes}, {options.Rollouts} |")
            .ConfigureAwait(false);
        await WriteAsync(output, $"| time | {result.Duration.TotalSeconds:F0} s |").ConfigureAwait(false);
        foreach (var (kind, count) in calls.Requests.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            await WriteAsync(output, $"| requests: {kind} | {count} |").ConfigureAwait(false);
        await WriteAsync(output, $"| **lost** | {calls.Lost.Values.Sum()} |").ConfigureAwait(false);
        foreach (var (reason, count) in calls.Lost.OrderByDescending(pair => pair.Value))
            await WriteAsync(output, $"| lost: {reason} | {count} |").ConfigureAwait(false);
        var (p50, p99, p999) = (Milliseconds(calls, 0.5), Milliseconds(calls, 0.99), Milliseconds(calls, 0.999));
        await WriteAsync(output, $"| latency, p50, p99, p99.9 | {p50}, {p99}, {p999} ms |").ConfigureAwait(false);
        await WriteAsync(output, $"| change of a route active in all replicas: {Quantiles(result.Active)} |").ConfigureAwait(false);
        await WriteAsync(output, $"| first change after the restart of the API server active after | {result.Resumed:F1} s |")
            .ConfigureAwait(false);
        var leaders = string.Join(", ", result.LeaderChanges.Select(time => time.ToString("F1", CultureInfo.InvariantCulture)));
        await WriteAsync(output, $"| another leader, after an orderly stop and after a kill | {leaders} s |").ConfigureAwait(false);
        await WriteAsync(output, $"| at the API server: {Show(result.Api)} |").ConfigureAwait(false);
        await WriteAsync(output, $"| private memory of a replica | {result.Memory / 1e6:F0} MB |").ConfigureAwait(false);
    }

    private static async Task WriteAsync(TextWriter output, LargeResult result)
    {
        await WriteAsync(output, $"\n## {result.Routes} routes\n").ConfigureAwait(false);
        await output.WriteLineAsync("| figure | |\n| --- | ---: |").ConfigureAwait(false);
        await WriteAsync(output, $"| all routes active after the start of the process | {result.Start:F1} s |").ConfigureAwait(false);
        await WriteAsync(output, $"| processor time until then | {result.StartCpu:F1} s |").ConfigureAwait(false);
        await WriteAsync(output, $"| all statuses written after | {result.Written:F1} s |").ConfigureAwait(false);
        await WriteAsync(output, $"| until then, at the API server: {Show(result.Initial)} |").ConfigureAwait(false);
        await WriteAsync(output, $"| most writes of statuses in a second | {result.WritesASecond} |").ConfigureAwait(false);
        await WriteAsync(output, $"| largest resident memory | {result.Resident / 1e6:F0} MB |").ConfigureAwait(false);
        await WriteAsync(output, $"| private memory at the end | {result.Private / 1e6:F0} MB |").ConfigureAwait(false);
        await WriteAsync(output, $"| change of a route active: {Quantiles(result.Active)} |").ConfigureAwait(false);
        await WriteAsync(output, $"| processor time of a change of a route | {result.ChangeCpu:F0} ms |").ConfigureAwait(false);
        await WriteAsync(output, $"| change of endpoints active: {Quantiles(result.EndpointsActive)} |").ConfigureAwait(false);
        await WriteAsync(output, $"| for {result.Changes} changes of routes, at the API server: {Show(result.Changed)} |")
            .ConfigureAwait(false);
    }

    private static string Show(ApiCounts counts) => string.Create(
        CultureInfo.InvariantCulture,
        $"patches of HTTPRoutes' statuses, other patches, renewals of the Lease, creations, deletions | {counts.RouteStatuses}, "
            + $"{counts.OtherStatuses}, {counts.Leases}, {counts.Creations}, {counts.Deletions}");

    private static string Quantiles(IReadOnlyList<double> times)
    {
        if (times.Count == 0)
            return "not measured |";

        var sorted = times.Order().ToArray();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"p50, p99, slowest | {At(sorted, 0.5):F0}, {At(sorted, 0.99):F0}, {sorted[^1]:F0} ms");
    }

    private static double At(double[] sorted, double share) => sorted[int.Max((int)Math.Ceiling(sorted.Length * share) - 1, 0)];

    private static string Milliseconds(CallTally calls, double share)
        => (calls.Latencies.Percentile(share) / 1000.0).ToString("F1", CultureInfo.InvariantCulture);

    private static Task WriteAsync(TextWriter output, FormattableString line) => output.WriteLineAsync(FormattableString.Invariant(line));
}

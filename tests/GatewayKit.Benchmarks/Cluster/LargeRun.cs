using System.Diagnostics;
using System.Globalization;
using GatewayKit.Benchmarks.Compare;

namespace GatewayKit.Benchmarks.Cluster;

/// <summary>Measures a cluster with many routes: the start, the statuses, and changes of single routes and endpoints.</summary>
internal sealed class LargeRun(ClusterOptions options, ApiServerProcess api, RunFolder folder, TextWriter progress)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    // Changes are apart, as those of a real cluster.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    public async Task<LargeResult> RunAsync()
    {
        var runtimeConfig = Path.Combine(folder.Next(), "gateway.runtimeconfig.json");
        RuntimeSettings.Write(runtimeConfig, isGatewayKit: true);
        var pod = await Pod.StartAsync(TimeSpan.Zero).ConfigureAwait(false);
        await using (pod.ConfigureAwait(false))
        {
            var cluster = new LargeCluster(options.Routes, 30_000 + (Environment.ProcessId % 2_000), pod.Port);
            await api.AskAsync<bool>(ApiServerRole.ApplyLarge, cluster).ConfigureAwait(false);
            await progress.WriteLineAsync($"The API server has {options.Routes} routes.").ConfigureAwait(false);
            await api.AskAsync<bool>(ApiServerRole.Clear).ConfigureAwait(false);
            var start = Stopwatch.GetTimestamp();
            using var gateway = await GatewayProcess.StartAsync(options, api.Kubeconfig, runtimeConfig).ConfigureAwait(false);
            using var client = new HttpClient
            {
                BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://{Manifests.Address}:{cluster.Port}")),
            };
            return await MeasureAsync(gateway, client, cluster, start).ConfigureAwait(false);
        }
    }

    private async Task<LargeResult> MeasureAsync(GatewayProcess gateway, HttpClient client, LargeCluster cluster, long start)
    {
        var active = 0.0;
        foreach (var route in (int[])[0, options.Routes / 2, options.Routes - 1])
        {
            active = await ActiveProbe.WaitAsync(client, LargeCluster.HostOf(route), LargeCluster.PathOf(route), start, s_patience)
                .ConfigureAwait(false);
        }

        var cpu = gateway.CpuSeconds;
        await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Routes active after {active:F0} ms."))
            .ConfigureAwait(false);
        var writes = await WaitForStatusesAsync().ConfigureAwait(false);
        var written = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var initial = await api.AskAsync<ApiCounts>(ApiServerRole.Counts).ConfigureAwait(false);
        await Task.Delay(TimeSpan.FromSeconds(5)).ConfigureAwait(false);
        var quiet = await api.AskAsync<ApiCounts>(ApiServerRole.Counts).ConfigureAwait(false);
        await progress.WriteLineAsync($"Statuses written; {quiet.Statuses - initial.Statuses} more in the 5 s after that.")
            .ConfigureAwait(false);
        var resident = gateway.PeakBytes;

        await api.AskAsync<bool>(ApiServerRole.Clear).ConfigureAwait(false);
        var before = gateway.CpuSeconds;
        var times = new List<double>();
        for (var change = 0; change < options.LargeChanges; change++)
            times.Add(await ChangeAsync(client, cluster, change).ConfigureAwait(false));
        var changeCpu = (gateway.CpuSeconds - before) * 1000 / int.Max(options.LargeChanges, 1);
        var endpoints = new List<double>();
        for (var change = 0; change < options.LargeChanges / 5; change++)
            endpoints.Add(await ChangeEndpointsAsync(client, cluster, change).ConfigureAwait(false));
        var changed = await api.AskAsync<ApiCounts>(ApiServerRole.Counts).ConfigureAwait(false);
        return new LargeResult(
            options.Routes, active / 1000, cpu, written, writes, initial, resident, times, changeCpu, endpoints, changed,
            options.LargeChanges, gateway.PrivateBytes);
    }

    /// <returns>The most writes in a second.</returns>
    private async Task<int> WaitForStatusesAsync()
    {
        var (most, last) = (0, 0);
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < s_patience;)
        {
            await Task.Delay(s_second).ConfigureAwait(false);
            var counts = await api.AskAsync<ApiCounts>(ApiServerRole.Counts).ConfigureAwait(false);
            (most, last) = (int.Max(most, counts.Statuses - last), counts.Statuses);
            if (counts.RouteStatuses >= options.Routes && await api.AskAsync<int>(ApiServerRole.Unwritten).ConfigureAwait(false) == 0)
                return most;
        }

        throw new TimeoutException($"Not all statuses are written after {s_patience}.");
    }

    private async Task<double> ChangeAsync(HttpClient client, LargeCluster cluster, int change)
    {
        await Task.Delay(s_pause).ConfigureAwait(false);
        var route = change * 37 % options.Routes;
        var probe = string.Create(CultureInfo.InvariantCulture, $"/probe-{change}");
        var start = Stopwatch.GetTimestamp();
        await api.ApplyAsync(cluster.Route(route, probe)).ConfigureAwait(false);
        return await ActiveProbe.WaitAsync(client, LargeCluster.HostOf(route), probe, start, s_patience).ConfigureAwait(false);
    }

    /// <summary>Removes the endpoints of a Service, waits for its routes to answer 503, and adds them again.</summary>
    private async Task<double> ChangeEndpointsAsync(HttpClient client, LargeCluster cluster, int change)
    {
        await Task.Delay(s_pause).ConfigureAwait(false);
        var service = change % int.Max(options.Routes / 10, 1);
        var slice = cluster.Slice(service);
        slice["endpoints"] = new System.Text.Json.Nodes.JsonArray();
        await api.ApplyAsync(slice).ConfigureAwait(false);
        await Task.Delay(s_pause).ConfigureAwait(false);
        var start = Stopwatch.GetTimestamp();
        await api.ApplyAsync(cluster.Slice(service)).ConfigureAwait(false);
        return await ActiveProbe.WaitAsync(client, LargeCluster.HostOf(service), LargeCluster.PathOf(service), start, s_patience)
            .ConfigureAwait(false);
    }
}

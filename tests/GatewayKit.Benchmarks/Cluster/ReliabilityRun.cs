using System.Diagnostics;
using System.Globalization;
using GatewayKit.Benchmarks.Compare;

namespace GatewayKit.Benchmarks.Cluster;

/// <summary>
/// Changes a cluster under load: routes change one after the other while the pods of Services are replaced, the API server restarts, and
/// the leader changes twice, once in an orderly way.
/// </summary>
internal sealed class ReliabilityRun(ClusterOptions options, ApiServerProcess api, RunFolder folder, TextWriter progress)
    : IDisposable
{
    private const string Host = "load.example.com";
    private const int Routes = 100;
    private const int Services = 4;
    private const int Pods = 3;

    private static readonly TimeSpan s_outage = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_work = TimeSpan.FromMilliseconds(2);

    private readonly int _port = 20_000 + (Environment.ProcessId % 10_000);
    private readonly List<double> _active = [];
    private readonly List<double> _leaderChanges = [];
    private readonly string _runtimeConfig = Path.Combine(folder.Next(), "gateway.runtimeconfig.json");
    private readonly SemaphoreSlim _rolling = new(1, 1);
    private volatile Replica[] _replicas = [];
    private double _resumed;
    private int _started;
    private int _picks;

    public async Task<ReliabilityResult> RunAsync()
    {
        RuntimeSettings.Write(_runtimeConfig, isGatewayKit: true);
        await api.ApplyAsync(Manifests.Gateway(_port)).ConfigureAwait(false);
        var rollouts = Enumerable.Range(0, Services)
            .Select(i => new ServiceRollout(api, string.Create(CultureInfo.InvariantCulture, $"backend-{i}"), s_work, options.Grace))
            .ToArray();
        try
        {
            foreach (var service in rollouts)
                await service.StartAsync(Pods).ConfigureAwait(false);
            await api.ApplyAsync([.. Enumerable.Range(0, Routes).Select(i => Route(i, null))]).ConfigureAwait(false);
            await AddReplicaAsync().ConfigureAwait(false);
            await AddReplicaAsync().ConfigureAwait(false);
            await api.AskAsync<bool>(ApiServerRole.Clear).ConfigureAwait(false);
            return await MeasureAsync(rollouts).ConfigureAwait(false);
        }
        finally
        {
            foreach (var service in rollouts)
                await service.DisposeAsync().ConfigureAwait(false);
            foreach (var replica in _replicas)
                replica.Dispose();
        }
    }

    public void Dispose() => _rolling.Dispose();

    private async Task<ReliabilityResult> MeasureAsync(ServiceRollout[] rollouts)
    {
        var start = Stopwatch.GetTimestamp();
        var load = new ClusterLoad(options.Rate, [.. Enumerable.Range(0, Routes).Select(PathOf)], Host, Pick);
        await using (load.ConfigureAwait(false))
        {
            var rolling = RollAsync(rollouts);
            for (var change = 0; change < options.Changes; change++)
            {
                if (change == options.Changes / 4)
                    await RestartApiServerAsync().ConfigureAwait(false);
                else if (change == options.Changes / 2)
                    await ChangeLeaderAsync(isOrderly: true).ConfigureAwait(false);
                else if (change == options.Changes * 3 / 4)
                    await ChangeLeaderAsync(isOrderly: false).ConfigureAwait(false);
                await ChangeRouteAsync(change).ConfigureAwait(false);
                if (change % 50 == 49)
                    await ReportAsync($"{change + 1} changes, {load.Tally.Lost.Values.Sum()} lost").ConfigureAwait(false);
            }

            await rolling.ConfigureAwait(false);
        }

        var counts = await api.AskAsync<ApiCounts>(ApiServerRole.Counts).ConfigureAwait(false);
        var memory = await Task.WhenAll(_replicas.Select(replica => replica.MemoryAsync())).ConfigureAwait(false);
        return new ReliabilityResult(
            Stopwatch.GetElapsedTime(start), load.Tally, _active, _resumed, _leaderChanges, counts, memory.Max());
    }

    private async Task RollAsync(ServiceRollout[] rollouts)
    {
        for (var i = 0; i < options.Rollouts; i++)
        {
            await _rolling.WaitAsync().ConfigureAwait(false);
            try
            {
                await rollouts[i % rollouts.Length].RollAsync().ConfigureAwait(false);
            }
            finally
            {
                _rolling.Release();
            }

            if (i % 10 == 9)
                await ReportAsync($"{i + 1} rollouts").ConfigureAwait(false);
        }
    }

    private async Task ChangeRouteAsync(int change)
    {
        var probe = string.Create(CultureInfo.InvariantCulture, $"/probe-{change}");
        var start = Stopwatch.GetTimestamp();
        await api.ApplyAsync(Route(change % Routes, probe)).ConfigureAwait(false);
        var times = await Task.WhenAll(_replicas.Where(replica => replica.IsReady)
            .Select(replica => ActiveProbe.WaitAsync(replica.Probe, Host, probe, start, s_patience))).ConfigureAwait(false);
        _active.Add(times.Max());
    }

    /// <summary>Restarts the API server. No pod is replaced until the gateways see changes again: the controllers of a cluster have to
    /// connect again, too.</summary>
    private async Task RestartApiServerAsync()
    {
        await _rolling.WaitAsync().ConfigureAwait(false);
        await api.AskAsync<bool>(ApiServerRole.Stop).ConfigureAwait(false);
        await Task.Delay(s_outage).ConfigureAwait(false);
        await api.AskAsync<bool>(ApiServerRole.Start).ConfigureAwait(false);

        // The watches are resumed after a delay, which isn't part of the time of a change.
        await ChangeRouteAsync(options.Changes).ConfigureAwait(false);
        _resumed = _active[^1] / 1000;
        _active.RemoveAt(_active.Count - 1);
        _rolling.Release();
    }

    private async Task ChangeLeaderAsync(bool isOrderly)
    {
        var before = await api.AskAsync<string>(ApiServerRole.Leader).ConfigureAwait(false);
        var leader = _replicas.Single(replica => before.StartsWith($"{replica.Name}_", StringComparison.Ordinal));
        var start = Stopwatch.GetTimestamp();
        if (isOrderly)
            await leader.StopAsync().ConfigureAwait(false);
        else
            await leader.KillAsync().ConfigureAwait(false);
        string now;
        do
        {
            await Task.Delay(10).ConfigureAwait(false);
            now = await api.AskAsync<string>(ApiServerRole.Leader).ConfigureAwait(false);
        }
        while (now.Length == 0 || now == before);

        _leaderChanges.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        _replicas = [.. _replicas.Where(replica => replica != leader)];
        leader.Dispose();
        await AddReplicaAsync().ConfigureAwait(false);
    }

    private async Task AddReplicaAsync()
    {
        var replica = await Replica.StartAsync(api.Kubeconfig, _port, _started++, _runtimeConfig).ConfigureAwait(false);
        _replicas = [.. _replicas, replica];
    }

    private Replica Pick()
    {
        var ready = _replicas.Where(replica => replica.IsReady).ToArray();
        return ready[(int)((uint)Interlocked.Increment(ref _picks) % (uint)ready.Length)];
    }

    private static System.Text.Json.Nodes.JsonObject Route(int route, string? probe) => Manifests.Route(
        string.Create(CultureInfo.InvariantCulture, $"load-{route}"), Host,
        string.Create(CultureInfo.InvariantCulture, $"backend-{route % Services}"), PathOf(route), probe);

    private static string PathOf(int route) => string.Create(CultureInfo.InvariantCulture, $"/load/{route}");

    private Task ReportAsync(string message) => progress.WriteLineAsync(message);
}

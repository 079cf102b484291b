using System.Diagnostics;
using System.Globalization;
using GatewayKit.Benchmarks.Load;
using GatewayKit.Benchmarks.Servers;

namespace GatewayKit.Benchmarks.Compare;

/// <summary>
/// Measures the variants of a scenario:
/// 1. starts the upstream, the load generator, and the processes of each variant;
/// 2. warms the proxies up in turns until the runtime of each has compiled its hot methods for the last time;
/// 3. measures each process once in each round, in an order that rotates: first as many requests as possible, then a fixed rate.
/// Other load on the machine so affects all variants, and the ratio of neighbors in time stays true.
/// </summary>
internal sealed class ScenarioRun(CompareOptions options, Scenario scenario, Machine machine, RunFolder folder, TextWriter progress)
    : IDisposable
{
    private const int WarmUpPasses = 2;
    private const int MaxWarmUpPasses = 16;
    private const double ShareOfYarp = 0.3;
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_settle = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan s_compilation = TimeSpan.FromMilliseconds(300);

    private readonly List<MeasuredProxy> _proxies = [];
    private readonly List<string> _notes = [];
    private readonly HashSet<string> _failed = [];
    private ChildProcess? _upstream;
    private ChildProcess? _load;
    private ChildProcess? _redis;

    public async Task<ScenarioResult> RunAsync()
    {
        await StartAsync().ConfigureAwait(false);
        var rate = options.Rate ?? RateOf(await WarmUpAsync().ConfigureAwait(false));
        for (var round = 0; round < options.Rounds; round++)
        {
            await progress.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{scenario.Name}: round {round + 1} of {options.Rounds}")).ConfigureAwait(false);
            for (var i = 0; i < _proxies.Count; i++)
                await TryAsync(_proxies[(round + i) % _proxies.Count], proxy => MeasureAsync(proxy, rate)).ConfigureAwait(false);
        }

        return new ScenarioResult(scenario, rate, SamplesOf(), _notes, _failed.Count > 0);
    }

    public void Dispose()
    {
        foreach (var proxy in _proxies)
            proxy.Dispose();
        _load?.Dispose();
        _redis?.Dispose();
        _upstream?.Dispose();
    }

    private async Task StartAsync()
    {
        (_upstream, var upstream) = await ChildProcess
            .StartAsync<ServerPorts>(ServerRole.Upstream, [], machine.Others, runtimeConfig: null).ConfigureAwait(false);
        (_load, _) = await ChildProcess
            .StartAsync<string>(ServerRole.Load, [], machine.Others, runtimeConfig: null).ConfigureAwait(false);

        var variants = new List<Variant>();
        foreach (var variant in options.VariantsOf(scenario))
        {
            if (scenario.Excludes(variant) is { } reason)
                _notes.Add($"{variant.Name}: {reason}.");
            else
                variants.Add(variant);
        }

        var redis = variants.Exists(variant => variant.NeedsRedis) ? await StartRedisAsync().ConfigureAwait(false) : (int?)null;
        for (var process = 0; process < options.Processes; process++)
        {
            foreach (var variant in variants)
                await TryStartAsync(variant, upstream.Http1, variant.NeedsRedis ? redis : null).ConfigureAwait(false);
        }
    }

    /// <summary>Starts Redis beside the upstream and the load generator.</summary>
    private async Task<int> StartRedisAsync()
    {
        var program = new Variant(Variants.Redis, "") { IsProgram = true };
        var file = await WriteAsync(new ProxySpec(program, 0, scenario.Routes, 1, folder.Next(), "")).ConfigureAwait(false);
        (_redis, var ports) = await ChildProcess
            .StartAsync<ServerPorts>(ServerRole.Proxy, [file], machine.Others, runtimeConfig: null).ConfigureAwait(false);
        return ports.Http1;
    }

    private async Task TryStartAsync(Variant variant, int upstream, int? redis)
    {
        if (_failed.Contains(variant.Name))
            return;

        try
        {
            _proxies.Add(await StartAsync(variant, upstream, redis).ConfigureAwait(false));
        }
        catch (InvalidOperationException e)
        {
            Fail(variant, $"it doesn't start: {e.Message}");
        }
    }

    private async Task<MeasuredProxy> StartAsync(Variant variant, int upstream, int? redis)
    {
        await progress.WriteLineAsync($"{scenario.Name}: starting {variant.Name}").ConfigureAwait(false);
        var spec = new ProxySpec(
            variant, upstream, scenario.Routes, machine.Proxy?.Count ?? options.Cores, folder.Next(), folder.Certificate)
        {
            Redis = redis,
        };
        var file = await WriteAsync(spec).ConfigureAwait(false);
        var settings = Path.Combine(spec.Folder, "proxy.runtimeconfig.json");
        RuntimeSettings.Write(settings, isGatewayKit: variant.Plugins is not null);
        var (server, ports) = await ChildProcess
            .StartAsync<ServerPorts>(ServerRole.Proxy, [file], machine.Proxy, settings).ConfigureAwait(false);
        return new MeasuredProxy(variant, server, ports);
    }

    private static async Task<string> WriteAsync(ProxySpec spec)
    {
        var file = Path.Combine(spec.Folder, "spec.json");
        await File.WriteAllTextAsync(file, System.Text.Json.JsonSerializer.Serialize(spec)).ConfigureAwait(false);
        return file;
    }

    /// <summary>Returns the requests a second of bare YARP.</summary>
    private async Task<double> WarmUpAsync()
    {
        var yarp = 0.0;
        for (var pass = 0; pass < MaxWarmUpPasses; pass++)
        {
            foreach (var proxy in _proxies.Where(proxy => !proxy.IsWarm))
            {
                await TryAsync(proxy, async p =>
                {
                    var seconds = options.WarmUp / WarmUpPasses;
                    var (_, perSecond, _) = await LoadAsync(p, rate: 0, seconds).ConfigureAwait(false);
                    if (p.Variant == Variants.Yarp)
                        yarp = perSecond;
                    await _load!.AskAsync<LoadResult>(LoadServer.Stop).ConfigureAwait(false);
                    await Task.Delay(s_compilation).ConfigureAwait(false);
                    await p.CheckWarmAsync().ConfigureAwait(false);
                }).ConfigureAwait(false);
            }
        }

        if (_proxies.Count(proxy => !proxy.IsWarm && !_failed.Contains(proxy.Variant.Name)) is > 0 and var cold)
            _notes.Add($"The runtime still compiled methods of {cold} processes when the measurement began: use a longer --warm-up.");

        return yarp;
    }

    private async Task MeasureAsync(MeasuredProxy proxy, double rate)
    {
        var (cpu, perSecond, allocated) = await LoadAsync(proxy, rate: 0, options.Seconds).ConfigureAwait(false);
        ThrowIfFailed(await _load!.AskAsync<LoadResult>(LoadServer.Stop).ConfigureAwait(false));

        var (cpuAtRate, _, _) = await LoadAsync(proxy, rate, options.Seconds).ConfigureAwait(false);
        var latencies = ThrowIfFailed(await _load!.AskAsync<LoadResult>(LoadServer.Stop).ConfigureAwait(false));

        proxy.Samples.Add(new Sample(
            cpu,
            perSecond,
            allocated,
            cpuAtRate,
            latencies.P50,
            latencies.P99,
            latencies.P999,
            await proxy.MemoryAsync().ConfigureAwait(false) / 1048576.0,
            latencies.Unsent <= long.Max(latencies.Measured / 100, 1)));
    }

    /// <summary>Starts a load, and measures it for a time. The load continues afterwards.</summary>
    private async Task<(double CpuMicroseconds, double PerSecond, double AllocatedBytes)> LoadAsync(
        MeasuredProxy proxy, double rate, double seconds)
    {
        await _load!.AskAsync<LoadCount>(LoadServer.Start, SpecOf(proxy.Ports, rate)).ConfigureAwait(false);
        await WaitForMoreThanAsync(0).ConfigureAwait(false);
        await Task.Delay(s_settle).ConfigureAwait(false);

        var before = await proxy.UsageAsync().ConfigureAwait(false);
        var first = await _load.AskAsync<LoadCount>(LoadServer.Reset).ConfigureAwait(false);
        await Task.Delay(TimeSpan.FromSeconds(seconds)).ConfigureAwait(false);
        await WaitForMoreThanAsync(first.Requests).ConfigureAwait(false);
        var after = await proxy.UsageAsync().ConfigureAwait(false);
        var last = await _load.AskAsync<LoadCount>(LoadServer.Count).ConfigureAwait(false);

        var requests = last.Requests - first.Requests;
        if (last.Failure is not null || requests == 0)
            throw new InvalidOperationException(last.Failure ?? "No request was answered.");

        return (
            (after.CpuMicroseconds - before.CpuMicroseconds) / requests,
            requests / (last.Seconds - first.Seconds),
            (after.AllocatedBytes - before.AllocatedBytes) / (double)requests);
    }

    // On a busy machine, an answer can take longer than a whole measurement.
    private async Task WaitForMoreThanAsync(long requests)
    {
        for (var begin = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begin) < s_patience;)
        {
            var count = await _load!.AskAsync<LoadCount>(LoadServer.Count).ConfigureAwait(false);
            if (count.Requests > requests || count.Failure is not null)
                return;

            await Task.Delay(s_poll).ConfigureAwait(false);
        }
    }

    private LoadSpec SpecOf(ServerPorts ports, double rate) => new()
    {
        Port = scenario.HasTls ? ports.Tls : scenario.Http == 2 ? ports.Http2 : ports.Http1,
        Http = scenario.Http,
        CertificateHash = scenario.HasTls ? folder.CertificateHash : null,
        Connections = scenario.Connections,
        Streams = scenario.Streams,
        RequestBytes = scenario.RequestBytes,
        AnswerBytes = scenario.AnswerBytes,
        Host = scenario.Routes.Host,
        HasToken = scenario.HasToken,
        IsJson = scenario.IsJson,
        Rate = rate,
    };

    private async Task TryAsync(MeasuredProxy proxy, Func<MeasuredProxy, Task> measure)
    {
        if (_failed.Contains(proxy.Variant.Name))
            return;

        try
        {
            await measure(proxy).ConfigureAwait(false);
        }
        catch (InvalidOperationException e)
        {
            Fail(proxy.Variant, e.Message);
        }
    }

    // A variant isn't measured any further after a process of it has failed.
    private void Fail(Variant variant, string reason)
    {
        _failed.Add(variant.Name);
        _notes.Add($"{variant.Name}: failed: {reason}");
    }

    private Dictionary<string, IReadOnlyList<Sample>> SamplesOf() => _proxies
        .GroupBy(proxy => proxy.Variant.Name)
        .Where(variant => !_failed.Contains(variant.Key))
        .ToDictionary(variant => variant.Key, variant => (IReadOnlyList<Sample>)[.. variant.SelectMany(proxy => proxy.Samples)]);

    private static LoadResult ThrowIfFailed(LoadResult result)
        => result.Failure is null ? result : throw new InvalidOperationException(result.Failure);

    // Two digits, so that it can be repeated with --rate.
    private static double RateOf(double yarp)
    {
        var rate = double.Max(yarp * ShareOfYarp, 1);
        var digits = Math.Pow(10, Math.Floor(Math.Log10(rate)) - 1);
        return Math.Round(rate / digits) * digits;
    }
}

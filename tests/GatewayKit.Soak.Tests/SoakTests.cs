using System.Globalization;
using GatewayKit.Soak.Clients;
using GatewayKit.Soak.Gateway;
using GatewayKit.Soak.Model;
using GatewayKit.Soak.Upstreams;
using Xunit.Abstractions;

namespace GatewayKit.Soak;

/// <summary>Everything at once: reloads, swaps of plugins, faults of upstreams, hostile clients and WebSockets,
/// against the stock host.</summary>
public sealed class SoakTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gatewaykit-soak-").FullName;
    private readonly Tally _tally = new();
    private readonly ConfigHistory _history = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Nothing_is_lost_and_nothing_is_opened_and_what_the_gateway_takes_stays_flat()
    {
        var settings = SoakSettings.FromEnvironment();
        var random = new Random(settings.Seed);
        await using var healthy = await HealthyUpstream.StartAsync(_tally);
        await using var closing = new FaultyUpstream("");
        await using var cutting = new FaultyUpstream(
            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfour\r\n");
        await using var garbled =
            new FaultyUpstream("HTTP/1.1 OK\r\n\r\n", "no HTTP at all\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n");
        var yaml = new SoakYaml(new Dictionary<Target, string>
        {
            [Target.Healthy] = healthy.Address,
            [Target.Closing] = closing.Address,
            [Target.Cutting] = cutting.Address,
            [Target.Garbled] = garbled.Address,
            [Target.Absent] = "http://127.0.0.1:1",
        });
        var reloader = new Reloader(_folder, yaml, _history, _tally, new Random(random.Next()));
        var swapper = new Swapper(_folder, _tally, new Random(random.Next()));
        reloader.Begin();
        swapper.Begin();

        await using var gateway = await GatewayProcess.StartAsync(_folder);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
        {
            BaseAddress = gateway.Address,
            Timeout = SoakSettings.Patience,
        };
        var usage = new UsageLog(gateway);
        using var end = new CancellationTokenSource(settings.Length);
        Task[] actors =
        [
            usage.RunAsync(end.Token),
            reloader.RunAsync(client, end.Token),
            swapper.RunAsync(end.Token),
            .. Enumerable.Range(0, 6).Select(_ => new Caller(client, _history, _tally, new Random(random.Next())).RunAsync(end.Token)),
            .. Enumerable.Range(0, 2)
                .Select(_ => new HostileClient(gateway.Address, _tally, new Random(random.Next())).RunAsync(end.Token)),
            new SlowClients(gateway.Address, _tally).RunAsync(end.Token),
            new SocketCaller(gateway.Address, _tally, new Random(random.Next())).RunAsync(end.Token),
        ];
        try
        {
            await Task.WhenAll(actors);
        }
        finally
        {
            Report(settings, usage, gateway);
        }

        var exitCode = await gateway.StopAsync();
        Assert.Empty(_tally.Faults);
        Assert.Equal(0, exitCode);
        Assert.True(_tally.Of("answered with 200") > 0
            && _tally.Of("answered with 401") > 0
            && _tally.Of("valid configurations activated") > 0, "The soak did nothing.");
        AssertFlat(usage.FirstHalf, usage.SecondHalf);
    }

    /// <summary>Wide bounds, since a first half has what only comes once: compiled code, buffers, threads.
    /// A leak passes any bound in an hour.</summary>
    private static void AssertFlat(Usage first, Usage second)
    {
        Assert.True(second.Memory < first.Memory + Math.Max(first.Memory / 2, 256_000_000), $"Memory grows: {first}, then {second}.");
        Assert.True(second.Threads < first.Threads + 50, $"Threads grow: {first}, then {second}.");
        Assert.True(second.Handles < first.Handles + 200, $"Handles grow: {first}, then {second}.");
    }

    private void Report(SoakSettings settings, UsageLog usage, GatewayProcess gateway)
        => output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {settings.Length.TotalSeconds} s from seed {settings.Seed}
            {_tally.Report()}
            least of the first half:  {usage.FirstHalf}
            least of the second half: {usage.SecondHalf}
            {string.Join('\n', _tally.Faults)}
            {(_tally.Faults.Count == 0 ? "" : gateway.LastErrors)}
            """));
}

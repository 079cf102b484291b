using GatewayKit.Soak.Clients;
using GatewayKit.Soak.Gateway;
using GatewayKit.Soak.Upstreams;
using Xunit.Abstractions;

namespace GatewayKit.Soak;

/// <summary>Thousands of exchanges over hundreds of connections through both forwarders, to an upstream that resets, closes and
/// stalls.</summary>
public sealed class ForwarderSoakTests(ITestOutputHelper output) : IDisposable
{
    private const int CallersOfEach = 100;

    private static readonly string[] s_forwarders = ["yarp", "auto"];

    private readonly string _folder = Directory.CreateTempSubdirectory("gatewaykit-soak-").FullName;
    private readonly Tally _tally = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_client_gets_its_own_response_and_connections_come_back()
    {
        var settings = SoakSettings.FromEnvironment();
        using var upstream = new RandomUpstream(_tally, settings.Seed);
        Directory.CreateDirectory(Path.Combine(_folder, "plugins"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "gateway.yaml"), Yaml(upstream.Address));
        await using var gateway = await GatewayProcess.StartAsync(_folder);
        var before = gateway.Measure();
        using (var client = Client(gateway))
        using (var end = new CancellationTokenSource(settings.Length / 2))
        {
            await Task.WhenAll(s_forwarders.SelectMany((forwarder, i) => Enumerable.Range(i * CallersOfEach, CallersOfEach).Select(
                number => new TaggedCaller(client, forwarder, number, _tally, new Random(settings.Seed + number)).RunAsync(end.Token))));
        }

        upstream.Dispose();
        var after = await SettleAsync(gateway, before.Handles + 50);
        output.WriteLine($"{_tally.Report()}\nbefore: {before}\nafter:  {after}\n{string.Join('\n', _tally.Faults)}");

        Assert.Empty(_tally.Faults);
        Assert.All(s_forwarders, forwarder => Assert.True(_tally.Of($"{forwarder}: 200") > 0, $"{forwarder} did nothing."));
        Assert.True(after.Handles <= before.Handles + 50, $"Connections stay open: {before}, then {after}.");
        Assert.True(after.Memory < before.Memory + 400_000_000, $"Memory grows: {before}, then {after}.");
        Assert.Equal(0, await gateway.StopAsync());
    }

    private static string Yaml(string address) => "shutdown: { drainDelay: 0s }\nroutes:\n"
        + string.Concat(s_forwarders.Select(f => $"  {f}: {{ clusterId: {f}, match: {{ path: \"/{f}/{{**rest}}\" }} }}\n"))
        + "clusters:\n"
        + string.Concat(s_forwarders.Select(f => $"  {f}: {{ forwarder: {f}, destinations: {{ one: {{ address: \"{address}\" }} }}, "
            + "httpRequest: { activityTimeout: 2s } }\n"));

    private static HttpClient Client(GatewayProcess gateway) => new(new SocketsHttpHandler { UseProxy = false })
    {
        BaseAddress = gateway.Address,
        Timeout = SoakSettings.Patience,
    };

    /// <summary>Waits until the connections are closed.</summary>
    private static async Task<Usage> SettleAsync(GatewayProcess gateway, int handles)
    {
        using var patience = new CancellationTokenSource(SoakSettings.Patience);
        while (gateway.Measure().Handles > handles && await Pace.WaitAsync(TimeSpan.FromMilliseconds(200), patience.Token))
        {
        }

        return gateway.Measure();
    }
}

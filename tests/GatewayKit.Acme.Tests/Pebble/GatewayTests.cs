using System.Text.Json.Nodes;
using GatewayKit.Acme.Storage;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Acme.Tests.Pebble;

/// <summary>A gateway with certificates from an ACME server that others have written.</summary>
public sealed class GatewayTests : IClassFixture<PebbleServer>, IDisposable
{
    private const string Host = "api.example.com";

    private readonly PebbleServer _pebble;
    private readonly TestFolder _folder = new();

    public GatewayTests(PebbleServer pebble) => _pebble = pebble;

    public void Dispose() => _folder.Dispose();

    [PebbleFact]
    public Task A_certificate_comes_by_tls_alpn_01() => ServeAsync("tls-alpn-01");

    [PebbleFact]
    public Task A_certificate_comes_by_http_01() => ServeAsync("http-01");

    [PebbleFact]
    public async Task Other_names_have_no_certificate_and_lead_to_no_order()
    {
        await EdgeGateway.ConfigureAsync(_pebble, _folder, "http-01", Host);
        await using var gateway = await EdgeGateway.StartAsync(_pebble, _folder);
        await gateway.ServedAsync(Host);

        Assert.Null(await gateway.HandshakeAsync("other.example.com"));
        Assert.Single(_folder.Files, file => Path.GetFileName(file) == "certificate.pem");
    }

    [PebbleFact]
    public async Task Without_a_certificate_the_gateway_starts_and_refuses_handshakes_for_the_host_only()
    {
        await EdgeGateway.ConfigureAsync(_pebble, _folder, "http-01", Host);

        // Pebble doesn't reach this gateway.
        await using var gateway = await EdgeGateway.StartAsync(_pebble, _folder, 0, 0, EdgeGateway.Timings);

        using var client = gateway.CreateClient();
        Assert.Equal("hello", await client.GetStringAsync($"http://{Host}/"));
        Assert.Null(await gateway.HandshakeAsync(Host));
    }

    [PebbleFact]
    public async Task A_certificate_is_renewed_under_traffic_without_a_failed_request()
    {
        await EdgeGateway.ConfigureAsync(_pebble, _folder, "tls-alpn-01", Host);
        await using var gateway = await EdgeGateway.StartAsync(_pebble, _folder);
        var first = await gateway.ServedAsync(Host);
        using var stop = new CancellationTokenSource();
        using var open = gateway.CreateClient();
        Assert.Equal("hello", await open.GetStringAsync($"https://{Host}/"));
        var clients = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            var served = 0;
            for (; !stop.IsCancellationRequested; served++)
                Assert.NotNull(await gateway.HandshakeAsync(Host));
            return served;
        })).ToArray();

        await RenewNowAsync();
        var second = await gateway.ServedAsync(Host, other: first);
        await stop.CancelAsync();

        Assert.NotEqual(first, second);
        Assert.All(await Task.WhenAll(clients).InTime(), served => Assert.True(served > 0));
        Assert.Equal("hello", await open.GetStringAsync($"https://{Host}/"));
    }

    [PebbleFact]
    public async Task A_restart_serves_the_stored_certificate()
    {
        await EdgeGateway.ConfigureAsync(_pebble, _folder, "http-01", Host);
        string first;
        await using (var gateway = await EdgeGateway.StartAsync(_pebble, _folder))
            first = await gateway.ServedAsync(Host);

        await using var restarted = await EdgeGateway.StartAsync(_pebble, _folder);

        Assert.Equal(first, await restarted.HandshakeAsync(Host));
    }

    [PebbleFact]
    public async Task A_host_that_is_added_to_the_configuration_gets_a_certificate_without_a_restart()
    {
        await EdgeGateway.ConfigureAsync(_pebble, _folder, "tls-alpn-01", Host);
        await using var gateway = await EdgeGateway.StartAsync(_pebble, _folder);
        var first = await gateway.ServedAsync(Host);

        await EdgeGateway.ConfigureAsync(_pebble, _folder, "tls-alpn-01", Host, "added.example.com");

        await gateway.ServedAsync("added.example.com");
        Assert.Equal(first, await gateway.HandshakeAsync(Host));
    }

    [PebbleFact]
    public async Task Two_nodes_on_one_folder_serve_one_certificate()
    {
        await EdgeGateway.ConfigureAsync(_pebble, _folder, "http-01", Host);
        await using var first = await EdgeGateway.StartAsync(_pebble, _folder);
        await using var second = await EdgeGateway.StartAsync(_pebble, _folder, 0, 0, EdgeGateway.Timings);

        Assert.Equal(await first.ServedAsync(Host), await second.ServedAsync(Host));
    }

    [PebbleFact]
    public Task A_node_answers_the_tls_alpn_01_challenge_of_another_one() => AnswerForOtherAsync("tls-alpn-01");

    [PebbleFact]
    public Task A_node_answers_the_http_01_challenge_of_another_one() => AnswerForOtherAsync("http-01");

    private async Task ServeAsync(string challenge)
    {
        await EdgeGateway.ConfigureAsync(_pebble, _folder, challenge, Host);
        await using var gateway = await EdgeGateway.StartAsync(_pebble, _folder);

        await gateway.ServedAsync(Host);
    }

    private async Task AnswerForOtherAsync(string challenge)
    {
        await EdgeGateway.ConfigureAsync(_pebble, _folder, challenge, Host);
        var storage = new FileAcmeStorage(Path.Combine(_folder.Path, "acme"), TimeProvider.System);
        var records = new AcmeRecords(storage, new Uri(_pebble.Directory));

        // The node that Pebble reaches finds the lock taken, and doesn't try again.
        var held = await records.TryLockAsync(TimeSpan.FromMinutes(5), default);
        var busy = new BusyStorage(storage);
        await using var answering = await EdgeGateway.StartAsync(
            _pebble, _folder, _pebble.HttpPort, _pebble.TlsPort,
            EdgeGateway.Timings with { BusyPoll = TimeSpan.FromHours(1), Poll = TimeSpan.FromHours(1) }, busy);
        await busy.WasBusy.InTime();
        await held!.DisposeAsync();
        // A busy machine needs more time than the other tests have until the other node has read the answer.
        await using var ordering = await EdgeGateway.StartAsync(
            _pebble, _folder, 0, 0, EdgeGateway.Timings with { Propagation = TimeSpan.FromSeconds(10) });

        await ordering.ServedAsync(Host);
        Assert.Null(await answering.HandshakeAsync(Host));
    }

    /// <summary>Changes the time of the renewal, which is stored after the certificate is served.</summary>
    private async Task RenewNowAsync()
    {
        var file = _folder.Find("state.json");
        JsonNode state = new JsonObject();
        await Bounded.UntilAsync(() => (state = JsonNode.Parse(File.ReadAllText(file))!)["renewAt"] is not null, "the time");
        state["renewAt"] = DateTimeOffset.UtcNow.AddMinutes(-1);

        // At once, as the gateway writes it, which reads the file at the same time.
        var temporary = $"{_folder.Path}.state";
        await File.WriteAllTextAsync(temporary, state.ToJsonString());
        File.Move(temporary, file, overwrite: true);
    }
}

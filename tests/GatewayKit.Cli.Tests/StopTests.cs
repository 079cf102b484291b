using System.Net;
using GatewayKit.Cli.Hosting;
using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests;

public sealed class StopTests : IDisposable
{
    private readonly WorkFolder _folder = new();
    private readonly HttpClient _health = new() { Timeout = Bound.Time };

    public void Dispose()
    {
        _health.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_signal_turns_readiness_red_lets_a_request_finish_and_ends_with_0()
    {
        await using var upstream = await Upstream.StartAsync();
        _folder.With("gateway.yaml", upstream.Configuration(more: "shutdown: { drainDelay: 0s }"));
        await using var gateway = await RunningGateway.StartProcessAsync(_folder.Path, "--admin-urls", "http://127.0.0.1:0");
        var admin = await AdminAddressAsync(gateway);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(admin, "/healthz/ready"));

        var inFlight = gateway.GetAsync("/slow");
        await upstream.SlowArrived;
        await gateway.Tool.SignalAsync("TERM");
        await UntilNotReadyAsync(admin);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(admin, "/healthz/live"));

        upstream.Release();
        Assert.Equal("upstream /slow", await inFlight.WaitAsync(Bound.Time));
        Assert.Equal(0, (await gateway.Tool.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task Requests_are_still_taken_after_SIGTERM_and_a_second_signal_ends_the_wait()
    {
        await using var upstream = await Upstream.StartAsync();
        _folder.With("gateway.yaml", upstream.Configuration(more: "shutdown: { drainDelay: 10m, shutdownTimeout: 1h }"));
        await using var gateway = await RunningGateway.StartProcessAsync(_folder.Path, "--admin-urls", "http://127.0.0.1:0");
        var admin = await AdminAddressAsync(gateway);

        var inFlight = gateway.GetAsync("/slow");
        await upstream.SlowArrived;
        await gateway.Tool.SignalAsync("TERM");
        await UntilNotReadyAsync(admin);
        Assert.Equal("upstream /late", await gateway.GetAsync("/late"));

        await gateway.Tool.SignalAsync("TERM");
        Assert.Equal(0, (await gateway.Tool.EndAsync()).ExitCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => inFlight.WaitAsync(Bound.Time));
    }

    [Fact]
    public async Task A_signal_during_the_start_ends_it_without_an_error()
    {
        _folder.With("gateway.yaml", Mocks.Answering("text"));
        await using var app = StockHost.Build(new StockHostSettings
        {
            Configs = [Path.Combine(_folder.Path, "gateway.yaml")],
            DefaultUrl = "http://127.0.0.1:0",
        });
        await using var output = new StringWriter();
        app.Lifetime.StopApplication();

        await ServingHost.RunAsync(app, output).WaitAsync(Bound.Time);

        Assert.Empty(output.ToString());
    }

    [Fact]
    public async Task The_admin_address_answers_health_checks_and_nothing_else()
    {
        _folder.With("gateway.yaml", Mocks.Answering("text"));
        await using var gateway = await RunningGateway.StartProcessAsync(_folder.Path, "--admin-urls", "http://127.0.0.1:0");
        var admin = await AdminAddressAsync(gateway);

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(admin, "/text"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(admin, "/healthz/ready/"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(admin, "/healthz/ready", HttpMethod.Post));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(admin, "/healthz/ready", HttpMethod.Head));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(gateway.Client.BaseAddress!, "/healthz/live"));
    }

    private static async Task<Uri> AdminAddressAsync(RunningGateway gateway)
        => new((await gateway.Tool.Errors.NextAsync("Health checks are answered on ")).Split(" on ")[^1].TrimEnd('.'));

    private async Task<HttpStatusCode> StatusAsync(Uri server, string path, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, new Uri(server, path));
        using var response = await _health.SendAsync(request);
        return response.StatusCode;
    }

    private async Task UntilNotReadyAsync(Uri admin)
    {
        using var patience = new CancellationTokenSource(Bound.Time);
        while (await StatusAsync(admin, "/healthz/ready") != HttpStatusCode.ServiceUnavailable)
            patience.Token.ThrowIfCancellationRequested();
    }
}

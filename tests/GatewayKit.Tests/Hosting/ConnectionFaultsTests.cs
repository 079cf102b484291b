using System.Globalization;
using GatewayKit.Testing;
using GatewayKit.Tests.Edge;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Tests.Hosting;

public sealed class ConnectionFaultsTests : IAsyncLifetime
{
    private const string Category = "GatewayKit.Hosting.ConnectionFaults: ";
    private const string Rejected = $"Warning {Category}A connection was rejected; the maximum number of connections is open.";
    private const string Malformed = $"Information {Category}A connection was closed because of its client: invalid_request_line.";
    private const int Many = 25;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _time = new();
    private GatewayTestHost _gateway = null!;

    private IEnumerable<string> Faults => _gateway.Logs.Lines.Where(line => line.Contains(Category, StringComparison.Ordinal));

    public async Task InitializeAsync() => _gateway = await GatewayTestHost.StartAsync(setup => setup
        .WithTime(_time)
        .WithGateway(gateway => gateway.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxConcurrentConnections = 1))
        .WithConfiguration("{ routes: { all: { clusterId: up, match: { path: /up } } }, clusters: { up: { destinations: { one: { address: "
            + "\"{upstream}\" } } } } }"))
        .WaitAsync(s_patience);

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task Rejected_connections_are_a_few_short_warnings_and_a_count()
    {
        await using var first = await RawClient.ConnectAsync(_gateway.Address.Port);
        await first.WriteAsync("GET /up HTTP/1.1\r\nHost: h\r\n\r\n");
        Assert.Equal(200, (await first.ReadResponseAsync())?.Status);

        for (var i = 0; i < Many; i++)
            Assert.Null(await RawClient.SendAsync(_gateway.Address.Port, "GET /up HTTP/1.1\r\nHost: h\r\n\r\n"));

        await AllAreReportedAsync(Rejected, "more connections were rejected");
    }

    [Fact]
    public async Task Malformed_requests_are_a_few_short_lines_and_a_count()
    {
        for (var i = 0; i < Many; i++)
            await RejectAsync("GET /up?key=secret\r\n\r\n");

        await AllAreReportedAsync(Malformed, "more connections were closed");
        Assert.DoesNotContain(_gateway.Logs.Lines, line => line.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_that_leaves_in_order_is_not_reported()
    {
        using (var response = await _gateway.Client.GetAsync("/up"))
            Assert.Equal(200, (int)response.StatusCode);
        _gateway.Client.Dispose();

        await RejectAsync("GET /up\r\n\r\n");
        await AllAreReportedAsync(Malformed, "more", 1);
    }

    /// <summary>Sends until there is an answer, since the connection before may not have ended yet.</summary>
    private async Task RejectAsync(string request)
    {
        using var patience = new CancellationTokenSource(s_patience);
        while (await RawClient.SendAsync(_gateway.Address.Port, request) is not { Status: 400 })
            patience.Token.ThrowIfCancellationRequested();
    }

    /// <summary>Ends seconds until as many faults are reported, one by one or in a count.</summary>
    private async Task AllAreReportedAsync(string line, string omitted, int count = Many)
    {
        Assert.InRange(Faults.Count(fault => fault == line), 0, 10);
        using var patience = new CancellationTokenSource(s_patience);
        while (Faults.Count(fault => fault == line)
            + Faults.Where(fault => fault.Contains(omitted, StringComparison.Ordinal)).Sum(CountOf) < count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), patience.Token);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.All(_gateway.Logs.Lines, fault => Assert.InRange(fault.Length, 1, 400));

        // The heartbeat is a warning that the machine is slow.
        Assert.DoesNotContain(_gateway.Logs.Lines, fault => fault.Contains("Microsoft.AspNetCore.Server.Kestrel", StringComparison.Ordinal)
            && !fault.Contains("heartbeat", StringComparison.Ordinal));
    }

    private static int CountOf(string line) => int.Parse(line.Split(Category)[1].Split(' ')[0], CultureInfo.InvariantCulture);
}

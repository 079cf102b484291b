using System.Net;
using System.Net.Sockets;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Tests.Proxy.Forwarding;

/// <summary>Both forwarders have the metrics of the HTTP client.</summary>
public sealed class UpstreamMetricsTests
{
    private const string Server = "server.address=127.0.0.1 url.scheme=http";

    private static readonly string[] s_names =
    [
        "http.client.active_requests", "http.client.connection.duration", "http.client.open_connections", "http.client.request.duration",
        "http.client.request.time_in_queue",
    ];

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("auto")]
    [InlineData("yarp")]
    public async Task Requests_and_connections_are_measured(string forwarder)
    {
        using var metrics = new ClientMetrics();
        using var refusing = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        refusing.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var closed = ((IPEndPoint)refusing.LocalEndPoint!).Port;
        await using var gateway = await StartAsync(forwarder, closed);
        var port = gateway.Upstream.Address.Port;

        await gateway.Client.GetAsync("/200").WaitAsync(s_patience);
        await gateway.Client.PostAsync("/404", new StringContent("x")).WaitAsync(s_patience);
        await gateway.Client.SendAsync(new(new("BREW"), "/refused")).WaitAsync(s_patience);

        Assert.Equal(
            [
                $"error.type=404 http.request.method=POST http.response.status_code=404 network.protocol.version=1.1 {Server}",
                $"http.request.method=GET http.response.status_code=200 network.protocol.version=1.1 {Server}",
            ],
            metrics.SumsOf("http.client.request.duration", port).Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            [$"error.type=connection_error http.request.method=_OTHER {Server}"],
            metrics.SumsOf("http.client.request.duration", closed).Keys);
        Assert.Equal(
            new() { [$"http.request.method=GET {Server}"] = 0, [$"http.request.method=POST {Server}"] = 0 },
            metrics.SumsOf("http.client.active_requests", port));
        Assert.Contains(
            $"http.request.method=GET network.protocol.version=1.1 {Server}",
            metrics.SumsOf("http.client.request.time_in_queue", port).Keys);
        await UntilAsync(() => metrics.SumsOf("http.client.open_connections", port) is var open
            && open.GetValueOrDefault($"http.connection.state=active network.protocol.version=1.1 {Server}", -1) == 0
            && open.GetValueOrDefault($"http.connection.state=idle network.protocol.version=1.1 {Server}") >= 1);
    }

    [Fact]
    public async Task No_connection_is_open_after_the_end()
    {
        using var metrics = new ClientMetrics();
        var gateway = await StartAsync("auto", closed: 1);
        var port = gateway.Upstream.Address.Port;
        await gateway.Client.GetAsync("/200").WaitAsync(s_patience);

        await gateway.DisposeAsync();

        await UntilAsync(() => metrics.SumsOf("http.client.open_connections", port).Values.All(open => open == 0));
        Assert.Equal([$"network.protocol.version=1.1 {Server}"], metrics.SumsOf("http.client.connection.duration", port).Keys);
    }

    [Fact]
    public async Task The_instruments_are_described_as_those_of_the_HTTP_client()
    {
        using var metrics = new ClientMetrics();
        await using var own = await StartAsync("auto", closed: 1);
        await using var other = await StartAsync("yarp", closed: 1);
        await own.Client.GetAsync("/200").WaitAsync(s_patience);
        await other.Client.GetAsync("/200").WaitAsync(s_patience);

        var instruments = metrics.Instruments.Where(one => s_names.Contains(one.Name)).ToLookup(one => one.Name);

        Assert.Equal(s_names, instruments.Select(same => same.Key).Order(StringComparer.Ordinal));
        Assert.All(instruments, same => Assert.Single(same.Select(one => (one.GetType(), one.Unit, one.Description)).Distinct()));
        Assert.All(instruments, same => Assert.True(same.Select(one => one.Meter).Distinct().Count() > 1));
    }

    private static Task<GatewayTestHost> StartAsync(string forwarder, int closed) => GatewayTestHost.StartAsync(setup => setup
        .WithUpstream(http =>
        {
            http.Response.StatusCode = http.Request.Path == "/404" ? 404 : 200;
            return http.Response.WriteAsync("x");
        })
        .WithConfiguration($$"""
            routes:
              a: { clusterId: a, match: { path: "{**rest}" } }
              b: { clusterId: b, match: { path: /refused } }
            clusters:
              a: { forwarder: {{forwarder}}, destinations: { one: { address: "{upstream}" } } }
              b: { forwarder: {{forwarder}}, destinations: { one: { address: "http://127.0.0.1:{{closed}}" } } }
            """)).WaitAsync(s_patience);

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(s_patience);
        while (!condition())
            await Task.Delay(20, limit.Token);
    }
}

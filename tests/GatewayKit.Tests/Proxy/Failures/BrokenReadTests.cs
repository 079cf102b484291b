using GatewayKit.Testing;
using GatewayKit.Tests.Edge;
using GatewayKit.Tests.Pipeline;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Proxy.Failures;

/// <summary>Reads of a request's body that end before the body does.</summary>
public sealed class BrokenReadTests : IDisposable
{
    private const string Partial = "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nabc";
    private const int Many = 3;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Probe _probe = new();
    private readonly SemaphoreSlim _arrived = new(0);

    public void Dispose() => _arrived.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData(", plugins: [ { name: probe, options: { runs: true } } ]")]
    public async Task Clients_that_reset_a_body_that_is_forwarded_are_no_errors(string plugins)
    {
        var gateway = await StartAsync($"clusterId: up{plugins}");

        await ResetAsync(gateway);

        await AssertNoErrorsAsync(gateway);
    }

    [Fact]
    public async Task Clients_that_reset_a_body_that_a_hook_reads_are_no_errors_of_the_plugin()
    {
        _probe.OnRequest = async context =>
        {
            var body = context.BufferRequestBodyAsync(new ByteSize(1000));
            _arrived.Release();
            await body;
            return HookResult.Continue;
        };
        var gateway = await StartAsync("clusterId: up, plugins: [ { name: probe, options: { runs: true } } ]");

        await ResetAsync(gateway);

        await AssertNoErrorsAsync(gateway);
    }

    [Fact]
    public async Task A_connection_whose_request_timed_out_serves_another_once_the_body_has_come()
    {
        var gateway = await StartAsync("clusterId: up, timeout: 100ms");
        await using (var client = await RawClient.ConnectAsync(gateway.Address.Port))
        {
            await client.WriteAsync(Partial);
            Assert.Equal(504, (await client.ReadResponseAsync())?.Status);

            await client.WriteAsync(new string('x', 97) + "GET /missing HTTP/1.1\r\nHost: h\r\n\r\n");
            Assert.Equal(404, (await client.ReadResponseAsync())?.Status);
        }

        await AssertNoErrorsAsync(gateway);
    }

    [Theory]
    [InlineData("")]
    [InlineData(", plugins: [ { name: probe, options: { runs: true } } ]")]
    public async Task A_body_that_is_forwarded_and_comes_too_slowly_is_a_408(string plugins)
    {
        var rate = new MinDataRate(bytesPerSecond: 1000, gracePeriod: TimeSpan.FromSeconds(1.5));
        await using var gateway =
            await ProbeHost.StartAsync(_probe, $"routes: {{ a: {{ match: {{ path: /x }}, clusterId: up{plugins} }} }}", setup => setup
                .WithGateway(builder => builder.Services.PostConfigure<KestrelServerOptions>(
                    kestrel => kestrel.Limits.MinRequestBodyDataRate = rate))
                .WithUpstream(http => Task.Delay(Timeout.Infinite, http.RequestAborted)));
        await using var client = await RawClient.ConnectAsync(gateway.Address.Port);

        await client.WriteAsync(Partial);

        Assert.Equal(408, (await client.ReadResponseAsync())?.Status);
    }

    private Task<GatewayTestHost> StartAsync(string route)
        => ProbeHost.StartAsync(_probe, $"routes: {{ a: {{ match: {{ path: /x }}, {route} }} }}", setup => setup
            .WithGateway(
                gateway => gateway.Services.Configure<KestrelServerOptions>(kestrel => kestrel.ConfigureEndpointDefaults(DelayNotice)))
            .WithUpstream(http =>
            {
                _arrived.Release();
                return Task.Delay(Timeout.Infinite, http.RequestAborted);
            }));

    /// <summary>Lets the server note a client that has gone only by what it reads: the notice of the socket may come later.</summary>
    private static void DelayNotice(ListenOptions listen) => listen.Use(next => connection =>
    {
        connection.ConnectionClosed = CancellationToken.None;
        return next(connection);
    });

    private async Task ResetAsync(GatewayTestHost gateway)
    {
        for (var i = 0; i < Many; i++)
        {
            await using var client = await RawClient.ConnectAsync(gateway.Address.Port);
            await client.WriteAsync(Partial);
            Assert.True(await _arrived.WaitAsync(s_patience));
            client.Reset();
        }
    }

    /// <summary>Stops the gateway first: by then it has ended all connections.</summary>
    private static async Task AssertNoErrorsAsync(GatewayTestHost gateway)
    {
        await gateway.DisposeAsync().AsTask().WaitAsync(s_patience);

        Assert.DoesNotContain(gateway.Logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }
}

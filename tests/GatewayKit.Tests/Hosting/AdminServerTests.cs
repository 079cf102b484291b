using System.Net;
using System.Net.Sockets;
using GatewayKit.Hosting;
using GatewayKit.Hosting.Admin;
using GatewayKit.Testing;
using GatewayKit.Tests.Edge;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;

namespace GatewayKit.Tests.Hosting;

public sealed class AdminServerTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Liveness_is_answered_while_more_connections_idle_than_are_taken(bool isAdmin)
    {
        await using var gateway = await StartAsync("http://127.0.0.1:0", isAdmin);
        var idle = new List<TcpClient>();
        for (var i = 0; i < 150; i++)
        {
            idle.Add(new TcpClient());
            await idle[i].ConnectAsync(IPAddress.Loopback, AdminAddress.Of(gateway).Port).WaitAsync(s_patience);
        }

        using var client = new HttpClient { Timeout = s_patience };
        Assert.Equal("live\n", await client.GetStringAsync(new Uri(AdminAddress.Of(gateway), "/healthz/live")));
        idle.ForEach(connection => connection.Dispose());
    }

    [Fact]
    public void Idle_connections_slow_headers_and_bodies_are_bounded_tightly()
    {
        using var listener = new AdminListener(["http://127.0.0.1:0"], NullLoggerFactory.Instance);

        Assert.Equal((TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5), 0L),
            (listener.Limits.KeepAliveTimeout, listener.Limits.RequestHeadersTimeout, listener.Limits.MaxRequestBodySize));
    }

    [Fact]
    public async Task A_connection_that_sends_nothing_more_is_closed()
    {
        await using var gateway = await StartAsync("http://127.0.0.1:0", isAdmin: true);

        // All at once, since each takes some seconds. Kestrel's own limit is 130 s, and the client waits for a minute.
        await Task.WhenAll(
            UntilClosedAsync(gateway, ""),
            UntilClosedAsync(gateway, "GET /healthz/live HTTP/1.1\r\nHost: localhost\r\n\r\n"),
            UntilClosedAsync(gateway, "GET /healthz/live HTTP/1.1\r\nHost: local"));
    }

    [Fact]
    public async Task A_health_address_takes_no_commands()
    {
        await using var gateway = await StartAsync("http://127.0.0.1:0", isAdmin: false);
        using var client = new HttpClient { Timeout = s_patience };

        using var ready = await client.GetAsync(new Uri(AdminAddress.Of(gateway), "/healthz/ready"));
        using var command = await client.PostAsync(new Uri(AdminAddress.Of(gateway), "/plugins/counting/reset"), null);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (ready.StatusCode, command.StatusCode));
    }

    [Theory]
    [InlineData("/metrics", HttpStatusCode.OK)]
    [InlineData("/healthz/ready", HttpStatusCode.OK)]
    [InlineData("/status", HttpStatusCode.NotFound)]
    [InlineData("/plugins/counting/reset", HttpStatusCode.NotFound)]
    public async Task A_metrics_address_has_only_metrics_and_health_checks(string path, HttpStatusCode status)
    {
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithGateway(gateway => gateway
                .UseMetricsUrls("http://127.0.0.1:0").AddPlugin<CountingPlugin>()
                .MapMetrics(metrics => metrics.MapGet("/metrics", () => "up 1"))
                .MapAdmin(admin => admin.MapGet("/status", () => "secret")))
            .WithConfiguration("routes: { one: { match: { path: /one }, plugins: [ { name: counting } ] } }")).WaitAsync(s_patience);
        using var client = new HttpClient { Timeout = s_patience };

        using var response = await client.GetAsync(new Uri(AdminAddress.Of(gateway), path));

        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0", true, true)]
    [InlineData("http://[::]:0", true, true)]
    [InlineData("http://127.0.0.1:0", true, false)]
    [InlineData("http://0.0.0.0:0", false, false)]
    public async Task Commands_that_other_machines_can_send_are_warned_of(string url, bool isAdmin, bool isWarned)
    {
        await using var gateway = await StartAsync(url, isAdmin);

        Assert.Equal(isWarned,
            gateway.Logs.Lines.Any(line => line.Contains("its commands don't require authentication", StringComparison.Ordinal)));
    }

    private static async Task UntilClosedAsync(GatewayTestHost gateway, string request)
    {
        await using var client = await RawClient.ConnectAsync(AdminAddress.Of(gateway).Port);
        await client.WriteAsync(request);
        await client.ReadToEndAsync();
    }

    private static Task<GatewayTestHost> StartAsync(string url, bool isAdmin)
        => GatewayTestHost.StartAsync(setup => setup
            .WithGateway(gateway => (isAdmin ? gateway.UseAdminUrls(url) : gateway.UseHealthUrls(url)).AddPlugin<CountingPlugin>())
            .WithConfiguration("routes: { one: { match: { path: /one }, plugins: [ { name: counting } ] } }")).WaitAsync(s_patience);
}

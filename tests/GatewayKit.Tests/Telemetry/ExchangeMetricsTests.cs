using System.Diagnostics;
using System.Net;
using GatewayKit.Testing;
using GatewayKit.Tests.Edge;
using GatewayKit.Tests.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Tests.Telemetry;

/// <summary>Every exchange is measured, with or without plugins, by both forwarders.</summary>
public sealed class ExchangeMetricsTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("auto")]
    [InlineData("yarp")]
    public async Task A_request_without_plugins_is_counted_by_route_cluster_and_status(string forwarder)
    {
        await using var gateway = await StartAsync(forwarder);
        using var metrics = new GatewayMetrics(gateway);

        await GetAsync(gateway, "/plain/201");

        Assert.Equal(
            new() { ["cluster=up http.response.status_code=201 origin=upstream route=plain"] = 1 },
            await metrics.WaitForRequestsAsync(1));
        Assert.Equal(["route=plain status=2xx"], metrics.SumsOf("gatewaykit.request.duration").Keys);
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("yarp")]
    public async Task The_time_is_split_into_gateway_plugins_and_upstream(string forwarder)
    {
        await using var gateway = await StartAsync(forwarder);
        using var metrics = new GatewayMetrics(gateway);

        await GetAsync(gateway, "/called/200");
        await metrics.WaitForRequestsAsync(1);

        var parts = metrics.SumsOf("gatewaykit.request.part.duration");
        Assert.Equal(
            ["part=gateway route=called", "part=plugins route=called", "part=upstream route=called"],
            parts.Keys.Order(StringComparer.Ordinal));
        Assert.All(parts.Values, seconds => Assert.True(seconds > 0));
        Assert.True(parts.Values.Sum() <= metrics.SumsOf("gatewaykit.request.duration").Values.Sum());
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("yarp")]
    public async Task The_wait_for_an_upstream_is_time_of_the_upstream(string forwarder)
    {
        var (entered, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var gateway = await StartAsync(forwarder, upstream: _ =>
        {
            entered.TrySetResult();
            return gate.Task;
        });
        using var metrics = new GatewayMetrics(gateway);

        var response = GetAsync(gateway, "/plain/200");
        await entered.Task.WaitAsync(s_patience);
        var waiting = Stopwatch.GetTimestamp();
        await Task.Yield();
        var waited = Stopwatch.GetElapsedTime(waiting);
        gate.SetResult();
        await response;
        await metrics.WaitForRequestsAsync(1);

        Assert.InRange(
            metrics.SumsOf("gatewaykit.request.part.duration")["part=upstream route=plain"],
            waited.TotalSeconds, metrics.SumsOf("gatewaykit.request.duration").Values.Sum());
    }

    [Fact]
    public async Task Requests_beyond_the_limit_of_series_are_counted_by_class_with_another_route()
    {
        await using var gateway = await StartAsync(series: 100);
        using var metrics = new GatewayMetrics(gateway);

        for (var status = 200; status < 300; status++)
            await GetAsync(gateway, $"/plain/{(status is 204 or 205 ? 200 : status)}");
        var sums = await metrics.WaitForRequestsAsync(100);

        Assert.Equal(100, sums.Values.Sum());
        Assert.Equal(98 - 82, sums["http.response.status_code=200 origin=upstream route=(other)"]);
        Assert.Equal(82, sums.Count - 1);
    }

    [Theory]
    [InlineData("/refused", "429", "plugin", "plugin=refusing")]
    [InlineData("/secret", "401", "gateway", "plugin=token")]
    public async Task A_rejection_is_counted_for_its_plugin(string path, string status, string origin, string plugin)
    {
        await using var gateway = await StartAsync();
        using var metrics = new GatewayMetrics(gateway);

        await GetAsync(gateway, path);

        Assert.Equal(
            [$"http.response.status_code={status} origin={origin} route={path[1..]}"], (await metrics.WaitForRequestsAsync(1)).Keys);
        Assert.Equal(
            new() { [$"http.response.status_code={status} {plugin} route={path[1..]}"] = 1 },
            metrics.SumsOf("gatewaykit.plugin.responses"));
    }

    [Theory]
    [InlineData("/nowhere", "404", "(none)")]
    [InlineData("/plain/a%5Cb", "400", "plain")]
    [InlineData("/broken", "502", "broken")]
    public async Task A_response_of_the_gateway_itself_is_counted(string path, string status, string route)
    {
        await using var gateway = await StartAsync();
        using var metrics = new GatewayMetrics(gateway);

        await GetAsync(gateway, path);

        var request = Assert.Single((await metrics.WaitForRequestsAsync(1)).Keys);
        Assert.Contains($"http.response.status_code={status} origin=gateway route={route}", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sizes_of_bodies_are_measured_without_an_announced_length()
    {
        await using var gateway = await StartAsync();
        using var metrics = new GatewayMetrics(gateway);

        using var request = new HttpRequestMessage(HttpMethod.Post, "/plain/200?chunks=3") { Content = new StringContent("seven b") };
        request.Headers.TransferEncodingChunked = true;
        await gateway.Client.SendAsync(request).WaitAsync(s_patience);
        await metrics.WaitForRequestsAsync(1);

        Assert.Equal(7, metrics.SumsOf("gatewaykit.request.body.size")["route=plain"]);
        Assert.Equal(15, metrics.SumsOf("gatewaykit.response.body.size")["route=plain"]);
    }

    [Fact]
    public async Task An_upgraded_connection_has_no_body_to_measure()
    {
        await using var gateway = await StartAsync(upstream: async http =>
        {
            // The key and its answer are those of RFC 6455, section 1.3.
            (http.Response.Headers.Connection, http.Response.Headers.Upgrade) = ("Upgrade", "websocket");
            http.Response.Headers.SecWebSocketAccept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
            await (await http.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync()).DisposeAsync();
        });
        using var metrics = new GatewayMetrics(gateway);

        var response = await RawClient.SendAsync(gateway.Address.Port, "GET /plain/x HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\n"
            + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");

        Assert.Equal(101, response?.Status);
        await metrics.WaitForRequestsAsync(1);
        Assert.Empty(metrics.SumsOf("gatewaykit.response.body.size"));
    }

    [Fact]
    public async Task A_request_is_in_flight_until_it_has_ended()
    {
        var gate = new TaskCompletionSource();
        await using var gateway = await StartAsync(upstream: _ => gate.Task);
        using var metrics = new GatewayMetrics(gateway);

        var response = GetAsync(gateway, "/plain/200");
        await metrics.WaitForAsync("gatewaykit.requests.active", sums => sums.GetValueOrDefault("route=plain") == 1);
        gate.SetResult();
        await response;

        await metrics.WaitForAsync("gatewaykit.requests.active", sums => sums.GetValueOrDefault("route=plain", -1) == 0);
    }

    [Fact]
    public async Task A_listener_that_comes_later_never_counts_an_end_without_a_beginning()
    {
        var (entered, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var gateway = await StartAsync(upstream: _ =>
        {
            entered.TrySetResult();
            return gate.Task;
        });

        var response = GetAsync(gateway, "/plain/200");
        await entered.Task.WaitAsync(s_patience);
        using var metrics = new GatewayMetrics(gateway);
        gate.SetResult();
        await response;
        await GetAsync(gateway, "/plain/200");
        await metrics.WaitForRequestsAsync(1);

        await metrics.WaitForAsync("gatewaykit.requests.active", sums => sums.GetValueOrDefault("route=plain", -1) == 0);
    }

    [Fact]
    public async Task The_transfer_of_the_body_of_a_plugin_is_not_time_of_the_gateway()
    {
        await using var gateway = await StartAsync();
        using var metrics = new GatewayMetrics(gateway);

        await GetAsync(gateway, "/held");
        await metrics.WaitForRequestsAsync(1);

        var gatewayTime = metrics.SumsOf("gatewaykit.request.part.duration")["part=gateway route=held"];
        var total = metrics.SumsOf("gatewaykit.request.duration").Values.Sum();
        Assert.InRange(gatewayTime, 0, total - HeldBodyPlugin.Held.TotalSeconds);
    }

    [Fact]
    public async Task Hooks_are_counted_and_timed_by_plugin_and_hook()
    {
        await using var gateway = await StartAsync();
        using var metrics = new GatewayMetrics(gateway);

        await GetAsync(gateway, "/called/200");
        await GetAsync(gateway, "/called/200");
        await metrics.WaitForRequestsAsync(2);

        Assert.Equal(
            new()
            {
                ["hook=completion plugin=quiet"] = 2,
                ["hook=request plugin=quiet"] = 2,
                ["hook=response plugin=quiet"] = 2,
                ["hook=upstream-request plugin=quiet"] = 2,
            },
            metrics.SumsOf("gatewaykit.plugin.calls"));
        Assert.All(metrics.SumsOf("gatewaykit.plugin.time").Values, seconds => Assert.True(seconds > 0));
    }

    [Fact]
    public async Task Consumers_are_not_counted_by_default()
    {
        await using var gateway = await StartAsync();
        using var metrics = new GatewayMetrics(gateway);

        await GetAsync(gateway, "/secret", "ann");
        await metrics.WaitForRequestsAsync(1);

        Assert.Empty(metrics.SumsOf("gatewaykit.consumer.requests"));
    }

    [Fact]
    public async Task Consumers_beyond_the_limit_are_counted_together()
    {
        await using var gateway = await StartAsync(limit: 2);
        using var metrics = new GatewayMetrics(gateway);

        foreach (var consumer in (string[])["ann", "bob", "cid", "ann", "dan"])
            await GetAsync(gateway, "/secret", consumer);
        await metrics.WaitForRequestsAsync(5);

        Assert.Equal(
            new() { ["consumer=ann status=2xx"] = 2, ["consumer=bob status=2xx"] = 1, ["consumer=other status=2xx"] = 2 },
            metrics.SumsOf("gatewaykit.consumer.requests"));
    }

    private static async Task<HttpStatusCode> GetAsync(GatewayTestHost gateway, string path, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null)
            request.Headers.Add("X-Token", token);
        using var response = await gateway.Client.SendAsync(request).WaitAsync(s_patience);
        await response.Content.ReadAsByteArrayAsync().WaitAsync(s_patience);
        return response.StatusCode;
    }

    private static Task<GatewayTestHost> StartAsync(
        string forwarder = "auto", int limit = 0, RequestDelegate? upstream = null, int series = 2_000)
        => GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<QuietPlugin>().WithPlugin<RefusingPlugin>().WithPlugin<TokenPlugin>().WithPlugin<HeldBodyPlugin>()
            .WithGateway(gateway => gateway
                .ConfigureTelemetry(options => (options.ConsumerLimit, options.SeriesLimit) = (limit, series)).AddQuietCalls())
            .WithUpstream(upstream ?? AnswerAsync)
            .WithConfiguration($$"""
                routes:
                  plain: { clusterId: up, match: { path: "/plain/{**rest}" } }
                  called: { clusterId: up, match: { path: "/called/{**rest}" }, plugins: [ { name: quiet } ] }
                  refused: { clusterId: up, match: { path: /refused }, plugins: [ { name: refusing } ] }
                  secret: { clusterId: up, match: { path: /secret }, plugins: [ { name: token } ] }
                  held: { clusterId: up, match: { path: /held }, plugins: [ { name: held-body } ] }
                  broken: { clusterId: down, match: { path: /broken } }
                clusters:
                  up: { forwarder: {{forwarder}}, destinations: { one: { address: "{upstream}" } } }
                  down: { destinations: { one: { address: "http://127.0.0.1:1" } } }
                """)).WaitAsync(s_patience);

    private static async Task AnswerAsync(HttpContext http)
    {
        http.Response.StatusCode = int.TryParse(Path.GetFileName(http.Request.Path.Value), out var status) ? status : 200;
        await http.Request.Body.CopyToAsync(Stream.Null);
        if (!int.TryParse(http.Request.Query["chunks"], out var chunks))
            return;

        for (var i = 0; i < chunks; i++)
        {
            await http.Response.WriteAsync("chunk");
            await http.Response.Body.FlushAsync();
        }
    }
}

using System.Collections.Concurrent;
using System.Text.Json;
using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.AccessLog;

public sealed class HttpLogTests
{
    private readonly ConcurrentQueue<string> _bodies = new();

    [Fact]
    public async Task Lines_are_sent_in_batches_with_the_headers_of_the_options()
    {
        await using var collector = await TestService.StartAsync(Accept);
        await using var host = await StartAsync(collector, "batchSize: 2, interval: 1m, headers: { Authorization: Bearer hush }");

        for (var i = 0; i < 4; i++)
            await host.GetAsync($"/{i}");
        await Eventually.TrueAsync(() => Paths().Length == 4);

        Assert.Equal(["/0", "/1", "/2", "/3"], Paths().Order(StringComparer.Ordinal));
        Assert.All(collector.Requests, request => Assert.Equal(
            ("Bearer hush", "application/x-ndjson", "POST /logs"),
            (request["Authorization"], request["Content-Type"], request[":target"])));
        Assert.DoesNotContain(host.Logs.Lines, line => line.Contains("hush", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_batch_can_be_an_array()
    {
        await using var collector = await TestService.StartAsync(Accept);
        await using var host = await StartAsync(collector, "batchSize: 2, interval: 1m, body: array");

        await host.GetAsync("/a");
        await host.GetAsync("/b");
        await Eventually.TrueAsync(() => !_bodies.IsEmpty);

        Assert.Equal(2, JsonSerializer.Deserialize<JsonElement>(Assert.Single(_bodies)).GetArrayLength());
        Assert.Equal("application/json", Assert.Single(collector.Requests)["Content-Type"]);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(408)]
    public async Task A_failure_that_can_pass_is_repeated(int status)
    {
        var attempts = 0;
        await using var collector = await TestService.StartAsync(
            http => Interlocked.Increment(ref attempts) < 3 ? Fail(http, status) : Accept(http));
        await using var host = await StartAsync(collector, "interval: 1ms, backoff: 1ms");

        await host.GetAsync("/a");
        await Eventually.TrueAsync(() => Paths().Length == 1);

        Assert.Equal(3, attempts);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(302)]
    public async Task Another_failure_is_not_repeated(int status)
    {
        await using var collector = await TestService.StartAsync(http => Fail(http, status));
        await using var host = await StartAsync(collector, "interval: 1ms, backoff: 1ms");
        using var metrics = new Metrics(host);

        await host.GetAsync("/a");
        await Eventually.TrueAsync(() => metrics.Of("gatewaykit.access_log.failed").Length == 1);

        Assert.Single(collector.Requests);
        await Eventually.TrueAsync(() => host.Logs.Lines.Any(
            line => line.Contains($"the collector answered with status {status}.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Retries_end()
    {
        await using var collector = await TestService.StartAsync(http => Fail(http, 500));
        await using var host = await StartAsync(collector, "interval: 1ms, backoff: 1ms, retries: 2");
        using var metrics = new Metrics(host);

        await host.GetAsync("/a");
        await Eventually.TrueAsync(() => metrics.Of("gatewaykit.access_log.failed").Length == 1);

        Assert.Equal(3, collector.Requests.Count);
    }

    [Fact]
    public async Task Without_a_collector_lines_are_dropped_and_clients_get_their_answers()
    {
        var release = new TaskCompletionSource();
        await using var collector = await TestService.StartAsync(async http =>
        {
            await release.Task.WaitAsync(TimeSpan.FromSeconds(60));
            await Accept(http);
        });
        await using var host = await StartAsync(collector, "queueSize: 3, batchSize: 1, interval: 1ms, timeout: 1m");
        using var metrics = new Metrics(host);

        await host.GetAsync("/0");
        await Eventually.TrueAsync(() => !collector.Requests.IsEmpty);
        for (var i = 1; i < 10; i++)
            Assert.Equal(200, (await host.GetAsync($"/{i}")).Status);
        await Eventually.TrueAsync(() => metrics.Of("gatewaykit.access_log.dropped").Length == 6);
        release.SetResult();

        // The oldest lines are kept.
        await Eventually.TrueAsync(() => Paths().Length == 4);
        Assert.Equal(["/0", "/1", "/2", "/3"], Paths());
        Assert.Single(host.Logs.Lines, line => line.Contains("because its queue was full", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_collector_that_does_not_answer_is_asked_again()
    {
        var attempts = 0;
        await using var collector = await TestService.StartAsync(
            http => Interlocked.Increment(ref attempts) == 1 ? Task.Delay(Timeout.Infinite, http.RequestAborted) : Accept(http));
        await using var host = await StartAsync(collector, "interval: 1ms, timeout: 1s, backoff: 1ms");

        await host.GetAsync("/a");

        await Eventually.TrueAsync(() => Paths().Contains("/a"));
    }

    [Fact]
    public async Task The_last_lines_are_sent_when_the_gateway_stops()
    {
        await using var collector = await TestService.StartAsync(Accept);
        var host = await StartAsync(collector, "interval: 1m");

        await host.GetAsync("/a");
        await host.EndAsync();

        Assert.Equal(["/a"], Paths());
    }

    [Fact]
    public async Task A_collector_that_is_away_does_not_keep_the_gateway_from_stopping()
    {
        var host = await PluginGateway.StartAsync(PluginGateway.OneRoute(
            "{ name: http-log, options: { url: 'http://127.0.0.1:1/', interval: 1m, endTimeout: 2s, backoff: 30s } }"));
        using var metrics = new Metrics(host);

        await host.GetAsync("/a");
        await host.EndAsync();

        Assert.Equal(["http-log route:all/http-log 1"], metrics.Of("gatewaykit.access_log.failed"));
    }

    [Theory]
    [InlineData("url: 'ftp://a/'", "options.url must be an absolute URL that starts with http:// or https://")]
    [InlineData("url: 'http://a:b@c/'", "options.url must not contain credentials; set 'headers'")]
    [InlineData("url: 'http://a/', body: array, format: common", "options.body is array, which requires the format json")]
    [InlineData("url: 'http://a/', headers: { Host: b }", "options.headers names 'Host'")]
    public async Task Invalid_options_are_reported(string options, string expected)
        => Assert.Contains(await PluginGateway.ErrorsOfAsync($"{{ name: http-log, options: {{ {options} }} }}"),
            error => error.Contains(expected, StringComparison.Ordinal));

    private static Task Fail(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.Location = "/elsewhere";
        return Task.CompletedTask;
    }

    private static Task<GatewayTestHost> StartAsync(TestService collector, string options)
        => PluginGateway.StartAsync(PluginGateway.OneRoute(
            $"{{ name: http-log, options: {{ url: '{collector.Address}/logs', fields: [ path ], {options} }} }}"));

    private async Task Accept(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        _bodies.Enqueue(await reader.ReadToEndAsync());
    }

    private string[] Paths()
        => [.. _bodies.SelectMany(body => body.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line).GetProperty("path").GetString()!)];
}

using System.Collections.Concurrent;
using System.Net;
using GatewayKit.Cli.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Cli.Tests;

/// <summary>The stock host exports as the standard variables say, and serves metrics at its admin address.</summary>
public sealed class TelemetryTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--admin-urls")]
    [InlineData("--metrics-urls")]
    public async Task Metrics_are_served_at_the_admin_and_the_metrics_address(string option)
    {
        _folder.With("gateway.yaml", Mocks.Answering("text"));
        await using var gateway = await RunningGateway.StartAsync(_folder.Path, option, "http://127.0.0.1:0");
        var admin = (await gateway.Tool.Errors.NextAsync("Health checks are answered on ")).Split(" on ")[^1].TrimEnd('.');
        using var client = new HttpClient { Timeout = Bound.Time };

        await gateway.Client.GetAsync("/nowhere");
        await UntilAsync(async () => (await client.GetStringAsync(new Uri(admin + "/metrics")))
            .Contains("gatewaykit_requests_total{", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_scrape_can_use_an_allowed_name()
    {
        _folder.With("gateway.yaml", Mocks.Answering("text"));
        await using var gateway = await RunningGateway.StartAsync(
            _folder.Path, "--metrics-urls", "http://127.0.0.1:0", "--admin-hosts", "gateway.internal");
        var address = (await gateway.Tool.Errors.NextAsync("Health checks are answered on ")).Split(" on ")[^1].TrimEnd('.');
        using var client = new HttpClient { Timeout = Bound.Time };

        Assert.Equal(HttpStatusCode.OK, await StatusAsync("gateway.internal"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync("page.example"));

        async Task<HttpStatusCode> StatusAsync(string host)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address + "/metrics")) { Headers = { Host = host } };
            using var response = await client.SendAsync(request);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task As_many_consumers_have_their_own_metrics_as_the_variable_says()
    {
        const int Consumers = 2_100;
        var names = Enumerable.Range(0, Consumers).Select(i => $"c{i}").ToArray();
        _folder.With("gateway.yaml", $$"""
            routes:
              text: { match: { path: /text }, plugins: [ { name: key-auth }, { name: mock, options: { body: a } } ] }
            consumers:
            {{string.Concat(names.Select(name => $"  {name}: {{ credentials: {{ key-auth: [ {{ key: \"key-of-{name}\" }} ] }} }}\n"))}}
            """);
        await using var gateway = await RunningGateway.StartAsync(
            _folder.Path, [("GATEWAYKIT_MEASURED_CONSUMERS", $"{Consumers}")], "--metrics-urls", "http://127.0.0.1:0");
        var address = (await gateway.Tool.Errors.NextAsync("Health checks are answered on ")).Split(" on ")[^1].TrimEnd('.');
        using var client = new HttpClient { Timeout = Bound.Time };

        await Parallel.ForEachAsync(names, async (name, cancellation) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/text") { Headers = { { "X-Api-Key", $"key-of-{name}" } } };
            using var response = await gateway.Client.SendAsync(request, cancellation);
            Assert.True(response.IsSuccessStatusCode);
        });

        await UntilAsync(async () => (await client.GetStringAsync(new Uri(address + "/metrics"))).Split('\n')
            .Count(line => line.StartsWith("gatewaykit_consumer_requests_total{consumer=\"c", StringComparison.Ordinal)) == Consumers);
    }

    [Fact]
    public async Task The_time_of_plugins_has_a_histogram_if_the_variable_says_so()
    {
        _folder.With("gateway.yaml", Mocks.Answering("text"));
        await using var gateway = await RunningGateway.StartAsync(
            _folder.Path, [("GATEWAYKIT_PLUGIN_DURATIONS", "on")], "--metrics-urls", "http://127.0.0.1:0");
        var address = (await gateway.Tool.Errors.NextAsync("Health checks are answered on ")).Split(" on ")[^1].TrimEnd('.');
        using var client = new HttpClient { Timeout = Bound.Time };

        await gateway.Client.GetAsync("/text");

        await UntilAsync(async () => (await client.GetStringAsync(new Uri(address + "/metrics"))).Split('\n').Any(line =>
            line.StartsWith("gatewaykit_plugin_duration_seconds_count{", StringComparison.Ordinal)
            && line.Contains("plugin=\"mock\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Other_meters_are_exported_if_the_variable_names_them()
    {
        _folder.With("gateway.yaml", Mocks.Answering("text"));
        await using var gateway = await RunningGateway.StartAsync(
            _folder.Path, [("GATEWAYKIT_METERS", "Microsoft.AspNetCore.Hosting, Example")], "--metrics-urls", "http://127.0.0.1:0");
        var address = (await gateway.Tool.Errors.NextAsync("Health checks are answered on ")).Split(" on ")[^1].TrimEnd('.');
        using var client = new HttpClient { Timeout = Bound.Time };

        await gateway.Client.GetAsync("/text");

        await UntilAsync(async () => (await client.GetStringAsync(new Uri(address + "/metrics")))
            .Contains("http_server_request_duration_seconds_count{", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Traces_reach_the_collector_of_the_environment()
    {
        var received = new ConcurrentQueue<byte[]>();
        await using var collector = await StartCollectorAsync(received);
        _folder.With("gateway.yaml", Mocks.Answering("text"));
        await using var gateway = await RunningGateway.StartAsync(
            _folder.Path,
            [
                ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.Single()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
                ("OTEL_BSP_SCHEDULE_DELAY", "50"), ("OTEL_SERVICE_NAME", "edge-one"),
            ]);

        await gateway.Client.GetAsync("/nowhere");

        await UntilAsync(() => Task.FromResult(received.Any(message => message.AsSpan().IndexOf("gatewaykit.route"u8) >= 0)));
        Assert.Contains(received, message => message.AsSpan().IndexOf("edge-one"u8) >= 0);
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317", "it must be an address such as http://localhost:4317.")]
    [InlineData("GATEWAYKIT_MEASURED_CONSUMERS", "many", "it must be a number from 0 to 100000.")]
    [InlineData("GATEWAYKIT_PLUGIN_DURATIONS", "yes", "it must be 'on' or 'off'.")]
    public async Task An_invalid_variable_ends_the_start(string name, string value, string reason)
    {
        _folder.With("gateway.yaml", Mocks.Answering("text"));
        await using var tool = ResidentTool.Start(_folder.Path, [(name, value)], "run", "--urls", "http://127.0.0.1:0");

        var end = await tool.EndAsync();

        Assert.Equal(1, end.ExitCode);
        Assert.Contains(end.Errors, line => line.Contains($"{name} is '{value}'; {reason}", StringComparison.Ordinal));
    }

    private static async Task<WebApplication> StartCollectorAsync(ConcurrentQueue<byte[]> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async http =>
        {
            using var message = new MemoryStream();
            await http.Request.Body.CopyToAsync(message);
            received.Enqueue(message.ToArray());
            http.Response.ContentType = "application/x-protobuf";
        });
        await app.StartAsync();
        return app;
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Bound.Time);
        while (!await condition())
            await Task.Delay(50, patience.Token);
    }
}

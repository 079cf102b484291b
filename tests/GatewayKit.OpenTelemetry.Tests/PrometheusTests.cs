using System.Net;
using System.Text.RegularExpressions;
using GatewayKit.Hosting;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace GatewayKit.OpenTelemetry.Tests;

public sealed partial class PrometheusTests
{
    // The last measurement of a request.
    private const string Last = "gatewaykit_response_body_size_bytes_count{route=\"orders\"}";

    [Fact]
    public async Task A_scrape_has_the_metrics_of_the_gateway_and_its_server()
    {
        await using var gateway = await ExportHost.StartAsync(Serve);
        using var scrape = new Scrape(gateway);

        await ExportHost.SendAsync(gateway, "/orders/7");
        var text = await scrape.UntilAsync("gatewaykit_requests_total", Last);

        Assert.Contains("# TYPE gatewaykit_requests_total counter\n", text, StringComparison.Ordinal);
        Assert.Contains(
            "gatewaykit_requests_total{route=\"orders\",http_response_status_code=\"200\",origin=\"upstream\",cluster=\"orders\"} 1\n",
            Sorted(text), StringComparison.Ordinal);
        Assert.Contains("gatewaykit_request_duration_seconds_count{route=\"orders\",status=\"2xx\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains(
            "gatewaykit_request_duration_seconds_bucket{route=\"orders\",status=\"2xx\",le=\"+Inf\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("kestrel_active_connections{", text, StringComparison.Ordinal);
        Assert.Contains("gatewaykit_destination_healthy{cluster=\"orders\",destination=\"one\"} 1\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scrape_has_the_text_format_of_Prometheus()
    {
        await using var gateway = await ExportHost.StartAsync(Serve);
        using var scrape = new Scrape(gateway);
        foreach (var path in (string[])["/orders/7", "/rejected", "/failing", "/broken", "/nowhere"])
            await ExportHost.SendAsync(gateway, path);

        var lines = (await scrape.UntilAsync("gatewaykit_upstream_errors_total", Last)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.All(lines, line => Assert.Matches(Line(), line));
        Assert.Equal(
            lines.Count(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)),
            lines.Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Distinct().Count());
        Assert.Distinct(lines.Where(line => line[0] != '#').Select(line => line[..line.LastIndexOf(' ')]));
    }

    [Fact]
    public async Task No_request_is_measured_by_its_destination_or_twice()
    {
        await using var gateway = await ExportHost.StartAsync(Serve);
        using var scrape = new Scrape(gateway);
        foreach (var path in (string[])["/orders/7", "/broken"])
            await ExportHost.SendAsync(gateway, path);

        var lines = (await scrape.UntilAsync("gatewaykit_upstream_errors_total", "gatewaykit_requests_total", Last)).Split('\n');

        Assert.DoesNotContain(lines, line => line.StartsWith("http_client_", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("http_server_", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("destination=", StringComparison.Ordinal)
            && !line.StartsWith("gatewaykit_destination_healthy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_destination_that_is_gone_is_no_longer_reported()
    {
        await using var gateway = await ExportHost.StartAsync(Serve);
        using var scrape = new Scrape(gateway);
        await scrape.UntilAsync("gatewaykit_destination_healthy{cluster=\"orders\",destination=\"one\"} 1\n");

        await gateway.ReloadAsync("""
            routes: { orders: { clusterId: orders, match: { path: "/orders/{**rest}" } } }
            clusters: { orders: { destinations: { two: { address: "http://127.0.0.1:1" } } } }
            """);

        var text = await scrape.UntilAsync("gatewaykit_destination_healthy{cluster=\"orders\",destination=\"two\"} 1\n");
        Assert.DoesNotContain("destination=\"one\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_call_changes_nothing()
    {
        await using var gateway = await ExportHost.StartAsync(builder =>
        {
            Serve(builder);
            builder.UsePrometheus();
        });
        using var scrape = new Scrape(gateway);

        await ExportHost.SendAsync(gateway, "/orders/7");

        Assert.Single(
            (await scrape.UntilAsync("gatewaykit_requests_total{", Last)).Split('\n'),
            line => line.StartsWith("# TYPE gatewaykit_requests_total", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Buckets_of_a_histogram_are_cumulative()
    {
        await using var gateway = await ExportHost.StartAsync(Serve);
        using var scrape = new Scrape(gateway);
        for (var i = 0; i < 3; i++)
            await ExportHost.SendAsync(gateway, "/orders/7");

        var text = await scrape.UntilAsync("gatewaykit_request_duration_seconds_count{route=\"orders\",status=\"2xx\"} 3\n");

        var buckets = text.Split('\n')
            .Where(line => line.StartsWith("gatewaykit_request_duration_seconds_bucket{route=\"orders\"", StringComparison.Ordinal))
            .Select(line => long.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture))
            .ToArray();
        Assert.Equal(buckets.Order(), buckets);
        Assert.Equal(3, buckets[^1]);
    }

    [Fact]
    public async Task Clients_of_the_gateway_do_not_get_the_metrics()
    {
        await using var gateway = await ExportHost.StartAsync(Serve);

        using var response = await gateway.Client.GetAsync("/metrics").WaitAsync(ExportHost.Patience);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("OTEL_SDK_DISABLED", "true")]
    [InlineData("OTEL_METRICS_EXPORTER", "otlp")]
    [InlineData("OTEL_METRICS_EXPORTER", "none")]
    public async Task Nothing_is_served_if_the_variables_exclude_it(string variable, string value)
    {
        await using var gateway = await ExportHost.StartAsync(Serve, null, (variable, value));
        using var scrape = new Scrape(gateway);

        Assert.Equal(HttpStatusCode.NotFound, await scrape.StatusAsync());
        Assert.Null(gateway.Services.GetService<MeterProvider>());
    }

    private static void Serve(GatewayKitBuilder gateway) => gateway.UseAdminUrls("http://127.0.0.1:0").UsePrometheus();

    /// <summary>Returns the text with the labels of requests in one order, whichever the SDK chooses.</summary>
    private static string Sorted(string text)
    {
        string[] order = ["route", "http_response_status_code", "origin", "cluster"];
        return Requests().Replace(text, line => "gatewaykit_requests_total{" + string.Join(',', line.Groups[1].Value.Split(',')
            .OrderBy(label => Array.IndexOf(order, label[..label.IndexOf('=', StringComparison.Ordinal)]))) + "}");
    }

    [GeneratedRegex(@"gatewaykit_requests_total\{([^}]*)\}")]
    private static partial Regex Requests();

    [GeneratedRegex(
        @"^(# (HELP|TYPE) [a-zA-Z_][a-zA-Z0-9_]* .+"
        + @"|[a-zA-Z_][a-zA-Z0-9_]*(\{([a-zA-Z_][a-zA-Z0-9_]*=""([^""\\\n]|\\.)*"",?)+\})? (-?[0-9.]+([eE][-+]?[0-9]+)?|NaN|[-+]Inf))$")]
    private static partial Regex Line();
}

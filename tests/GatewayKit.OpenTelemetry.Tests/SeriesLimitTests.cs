using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.OpenTelemetry.Tests;

/// <summary>The SDK keeps 2,000 series of an instrument, and of an observable counter only one of the sums beyond.</summary>
public sealed class SeriesLimitTests
{
    private const int Routes = 2_100;

    [Fact]
    public async Task No_request_is_lost_beyond_the_limit_of_the_SDK()
    {
        await using var gateway = await ExportHost.StartAsync(
            builder => builder.UseAdminUrls("http://127.0.0.1:0").UsePrometheus(), setup => setup.WithConfiguration(Configuration()));
        using var scrape = new Scrape(gateway);

        await Parallel.ForEachAsync(Enumerable.Range(0, Routes), async (route, cancellation) =>
        {
            using var response = await gateway.Client.GetAsync($"/r{route}", cancellation).WaitAsync(ExportHost.Patience, cancellation);
        });

        await scrape.UntilAsync(text => SumOf(text) == Routes);
        var metrics = await scrape.UntilAsync(text => text.Split('\n').Any(line =>
            line.StartsWith("gatewaykit_requests_total{", StringComparison.Ordinal)
            && line.Contains("route=\"(other)\"", StringComparison.Ordinal)));
        Assert.DoesNotContain(metrics.Split('\n'), line => line.Contains("otel_metric_overflow", StringComparison.Ordinal)
            && (line.StartsWith("gatewaykit_requests_total", StringComparison.Ordinal)
                || line.StartsWith("gatewaykit_requests_active", StringComparison.Ordinal)));
    }

    private static long SumOf(string metrics)
        => metrics.Split('\n').Where(line => line.StartsWith("gatewaykit_requests_total{", StringComparison.Ordinal))
            .Sum(line => long.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));

    private static string Configuration()
    {
        var text = new StringBuilder("clusters: { up: { destinations: { one: { address: \"{upstream}\" } } } }\nroutes:\n");
        for (var route = 0; route < Routes; route++)
            text.Append(CultureInfo.InvariantCulture, $"  r{route}: {{ clusterId: up, match: {{ path: /r{route} }} }}\n");
        return text.ToString();
    }
}

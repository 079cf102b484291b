using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OpenTelemetry.Metrics;

namespace GatewayKit.OpenTelemetry.Tests;

/// <summary>The SDK never releases the place of a series, but the gateway replaces the instruments.</summary>
public sealed class ReleasedSeriesTests
{
    private const int Limit = 100;
    private const int Routes = 80;

    [Fact]
    public async Task Routes_that_were_removed_make_place_for_others()
    {
        var time = new FakeTimeProvider();
        await using var gateway = await ExportHost.StartAsync(
            builder =>
            {
                builder.UseAdminUrls("http://127.0.0.1:0").UsePrometheus().ConfigureTelemetry(options => options.SeriesLimit = Limit);
                builder.Services.ConfigureOpenTelemetryMeterProvider(
                    metrics => metrics.AddView("gatewaykit.requests*", new MetricStreamConfiguration { CardinalityLimit = Limit }));
            },
            setup => setup.WithTime(time).WithConfiguration(Configuration("a")));
        using var scrape = new Scrape(gateway);
        await SendAsync(gateway.Client, "a");
        await scrape.UntilAsync(text => Count(text, "a") == Routes);

        await gateway.ReloadAsync(Configuration("b"));
        time.Advance(TimeSpan.FromMinutes(10));

        await scrape.UntilAsync(text => Count(text, "a") == 0);

        // The first requests that have no place ask for other instruments, which are there soon.
        var text = "";
        using var limit = new CancellationTokenSource(ExportHost.Patience);
        while (Count(text, "b") < Routes)
        {
            limit.Token.ThrowIfCancellationRequested();
            await SendAsync(gateway.Client, "b");
            text = await scrape.UntilAsync("gatewaykit_requests_total{");
        }

        Assert.DoesNotContain(text.Split('\n'), line => line.StartsWith("gatewaykit_requests", StringComparison.Ordinal)
            && line.Contains("otel_metric_overflow", StringComparison.Ordinal));
    }

    private static async Task SendAsync(HttpClient client, string prefix)
    {
        for (var route = 0; route < Routes; route++)
            (await client.GetAsync($"/{prefix}{route}").WaitAsync(ExportHost.Patience)).Dispose();
    }

    private static int Count(string metrics, string prefix)
        => metrics.Split('\n').Count(line => line.StartsWith("gatewaykit_requests_total{", StringComparison.Ordinal)
            && line.Contains($"route=\"{prefix}", StringComparison.Ordinal));

    private static string Configuration(string prefix)
    {
        var text = new StringBuilder("clusters: { up: { destinations: { one: { address: \"{upstream}\" } } } }\nroutes:\n");
        for (var route = 0; route < Routes; route++)
            text.Append(CultureInfo.InvariantCulture, $"  {prefix}{route}: {{ clusterId: up, match: {{ path: /{prefix}{route} }} }}\n");
        return text.ToString();
    }
}

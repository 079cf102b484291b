using System.Diagnostics.Metrics;
using System.Net;
using GatewayKit.OpenTelemetry.Prometheus;
using GatewayKit.OpenTelemetry.Readers;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace GatewayKit.OpenTelemetry.Tests;

/// <summary>Callers of the metrics don't need authentication, and don't take the threads of requests.</summary>
public sealed class ScrapeLoadTests
{
    private const int Refused = 5;

    [Fact]
    public async Task Callers_share_one_scrape_and_are_rejected_beyond_a_limit()
    {
        using var gate = new ManualResetEventSlim();
        var scrapes = 0;
        await using var gateway = await ExportHost.StartAsync(builder => builder.UseAdminUrls("http://127.0.0.1:0").UsePrometheus());
        using var meter = new Meter("GatewayKit");
        meter.CreateObservableGauge("held", () =>
        {
            Interlocked.Increment(ref scrapes);
            gate.Wait(ExportHost.Patience);
            return 1;
        });
        using var scrape = new Scrape(gateway);

        var calls = Enumerable.Range(0, ScrapeTurn.MaxCallers + Refused).Select(_ => scrape.StatusAsync()).ToArray();
        await UntilAsync(() => calls.Count(call => call.IsCompleted) == Refused);
        gate.Set();
        var statuses = await Task.WhenAll(calls).WaitAsync(ExportHost.Patience);

        Assert.Equal(Refused, statuses.Count(status => status == HttpStatusCode.ServiceUnavailable));
        Assert.Equal(ScrapeTurn.MaxCallers, statuses.Count(status => status == HttpStatusCode.OK));
        Assert.Equal(1, scrapes);
        Assert.Equal(HttpStatusCode.OK, await scrape.StatusAsync());
    }

    [Fact]
    public void A_scrape_never_sends_to_the_collector()
    {
        using var prometheus = new PrometheusExporter();
        using var shared = new SharedExporter(new OtlpExporterOptions { Endpoint = new Uri("http://127.0.0.1:1") }, prometheus);
        using var reader = new LateReader(prometheus, shared);

        prometheus.Scrape(reader);

        Assert.Equal(ExportResult.Success, reader.Result);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(ExportHost.Patience);
        while (!condition())
            await Task.Delay(10, limit.Token);
    }

    /// <summary>Collects for a scrape just after a collection for OTLP has written the text.</summary>
    private sealed class LateReader(PrometheusExporter prometheus, SharedExporter shared) : MetricReader
    {
        public ExportResult? Result { get; private set; }

        protected override bool OnCollect(int timeoutMilliseconds)
        {
            var nothing = new Batch<Metric>([], 0);
            prometheus.Export(nothing);
            Result = shared.Export(nothing);
            return true;
        }
    }
}

using GatewayKit.OpenTelemetry.Prometheus;
using GatewayKit.OpenTelemetry.Readers;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace GatewayKit.OpenTelemetry.Tests;

/// <summary>Callers of the metrics don't need authentication, and don't take the threads of requests.</summary>
public sealed class ScrapeLoadTests
{
    [Fact]
    public async Task Callers_share_one_scrape_and_are_rejected_beyond_a_limit()
    {
        using var gate = new ManualResetEventSlim();
        var scrapes = 0;
        var turn = new ScrapeTurn(() =>
        {
            Interlocked.Increment(ref scrapes);
            gate.Wait(ExportHost.Patience);
            return [];
        });

        var entered = Enumerable.Range(0, ScrapeTurn.MaxCallers + 5).Count(_ => turn.TryEnter());
        var calls = Enumerable.Range(0, entered).Select(_ => turn.ScrapeAsync()).ToArray();
        gate.Set();
        await Task.WhenAll(calls).WaitAsync(ExportHost.Patience);

        Assert.Equal((ScrapeTurn.MaxCallers, 1), (entered, scrapes));
    }

    [Fact]
    public void Another_caller_is_served_after_one_has_left()
    {
        var turn = new ScrapeTurn(() => []);
        while (turn.TryEnter())
            continue;

        turn.Leave();

        Assert.True(turn.TryEnter());
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

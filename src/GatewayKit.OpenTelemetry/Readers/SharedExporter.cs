using GatewayKit.OpenTelemetry.Prometheus;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace GatewayKit.OpenTelemetry.Readers;

/// <summary>
/// Exports what the SDK has collected: for a scrape as text of Prometheus, otherwise by OTLP. A scrape that comes while a collection for
/// OTLP is in progress gets the text of that one.
/// </summary>
/// <param name="options">The options of OTLP.</param>
/// <param name="prometheus">Writes the text; null without Prometheus.</param>
internal sealed class SharedExporter(OtlpExporterOptions options, PrometheusExporter? prometheus) : OtlpMetricExporter(options)
{
    public override ExportResult Export(in Batch<Metric> metrics)
    {
        // Also if a collection for OTLP has just written the text: a scrape never waits for the collector.
        if (prometheus is { IsScraping: true })
            return prometheus.Export(metrics);
        if (prometheus is { IsAwaited: true })
            prometheus.Export(metrics);
        return base.Export(metrics);
    }
}

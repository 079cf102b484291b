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
        if (prometheus is not { IsAwaited: true })
            return base.Export(metrics);

        var isScrape = prometheus.IsScraping;
        prometheus.Export(metrics);
        return isScrape ? ExportResult.Success : base.Export(metrics);
    }
}

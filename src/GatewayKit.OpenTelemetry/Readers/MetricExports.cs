using GatewayKit.Hosting;
using GatewayKit.OpenTelemetry.Otlp;
using GatewayKit.OpenTelemetry.Prometheus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace GatewayKit.OpenTelemetry.Readers;

/// <summary>
/// The exports of a gateway's metrics. OTLP and Prometheus share one reader, because the SDK adds up each measurement once for each reader,
/// on the request path. With delta temporality, which Prometheus doesn't have, each has its own.
/// </summary>
internal sealed class MetricExports
{
    private const int DefaultInterval = 60_000;
    private const int DefaultTimeout = 30_000;

    private readonly GatewayKitBuilder _gateway;
    private readonly MetricReaderTemporalityPreference _temporality;
    private Action<OtlpExporterOptions>? _otlp;
    private PrometheusExporter? _prometheus;
    private bool _hasShared;

    private MetricExports(GatewayKitBuilder gateway)
    {
        _gateway = gateway;
        _temporality = new OtlpVariables(gateway.Host.Configuration).Temporality;
    }

    /// <summary>The reader that a scrape asks; null before the start, and without Prometheus.</summary>
    public MetricReader? Scraped { get; private set; }

    /// <summary>Returns the exports of a gateway.</summary>
    public static MetricExports Of(GatewayKitBuilder gateway)
    {
        if (gateway.Services.FirstOrDefault(service => service.ServiceType == typeof(MetricExports))?.ImplementationInstance
            is MetricExports exports)
            return exports;

        exports = new MetricExports(gateway);
        gateway.Services.AddSingleton(exports);
        ConsumerView.Add(gateway.Services);
        return exports;
    }

    /// <summary>Exports by OTLP.</summary>
    public void UseOtlp(Action<OtlpExporterOptions> configure)
    {
        _otlp = configure;
        if (_temporality == MetricReaderTemporalityPreference.Cumulative)
            AddShared();
        else
            GatewaySignals.AddMetrics(_gateway, metrics => metrics.AddReader(services => CreateOtlp(services, prometheus: null)));
    }

    /// <summary>Exports to Prometheus.</summary>
    public void UsePrometheus(PrometheusExporter exporter)
    {
        _prometheus = exporter;
        if (_temporality == MetricReaderTemporalityPreference.Cumulative)
            AddShared();
        else
            GatewaySignals.AddMetrics(_gateway, metrics => metrics.AddReader(_ => CreatePrometheus()));
    }

    private void AddShared()
    {
        if (!_hasShared)
            GatewaySignals.AddMetrics(_gateway, metrics => metrics.AddReader(CreateShared));
        _hasShared = true;
    }

    private BaseExportingMetricReader CreateShared(IServiceProvider services)
    {
        if (_otlp is null)
            return CreatePrometheus();

        var reader = CreateOtlp(services, _prometheus);
        Scraped = _prometheus is null ? null : reader;
        return reader;
    }

    private BaseExportingMetricReader CreatePrometheus()
    {
        var reader = new BaseExportingMetricReader(_prometheus!) { TemporalityPreference = MetricReaderTemporalityPreference.Cumulative };
        Scraped = reader;
        return reader;
    }

    private PeriodicExportingMetricReader CreateOtlp(IServiceProvider services, PrometheusExporter? prometheus)
    {
        var options = new OtlpExporterOptions();
        _otlp!(options);
        var times = services.GetRequiredService<IOptionsMonitor<MetricReaderOptions>>().CurrentValue.PeriodicExportingMetricReaderOptions;
        return new PeriodicExportingMetricReader(
            new SharedExporter(options, prometheus),
            times.ExportIntervalMilliseconds ?? DefaultInterval,
            times.ExportTimeoutMilliseconds ?? DefaultTimeout)
        {
            TemporalityPreference = _temporality,
        };
    }
}

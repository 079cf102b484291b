using GatewayKit.Hosting;
using GatewayKit.OpenTelemetry.Otlp;
using GatewayKit.OpenTelemetry.Prometheus;
using GatewayKit.OpenTelemetry.Readers;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Exports the metrics, traces and logs of a gateway with OpenTelemetry.</summary>
public static class GatewayKitOpenTelemetryExtensions
{
    /// <summary>
    /// Exports metrics, traces and logs by OTLP, as the standard variables <c>OTEL_*</c> of the host's configuration say. Default: by gRPC
    /// to <c>http://localhost:4317</c>. With <c>OTEL_SDK_DISABLED=true</c>, it exports nothing.
    /// </summary>
    /// <param name="gateway">The builder of the gateway.</param>
    /// <returns>The builder of the gateway.</returns>
    /// <exception cref="FormatException">A variable is invalid; the message says which.</exception>
    public static GatewayKitBuilder UseOpenTelemetry(this GatewayKitBuilder gateway) => Export(gateway, hasDefaultEndpoint: true);

    /// <summary>
    /// Exports those of metrics, traces and logs by OTLP that have an endpoint in the variables <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> or
    /// <c>OTEL_EXPORTER_OTLP_METRICS_ENDPOINT</c>, <c>..._TRACES_ENDPOINT</c> and <c>..._LOGS_ENDPOINT</c>. Without them, it exports
    /// nothing.
    /// </summary>
    /// <param name="gateway">The builder of the gateway.</param>
    /// <returns>The builder of the gateway.</returns>
    /// <exception cref="FormatException">A variable is invalid; the message says which.</exception>
    public static GatewayKitBuilder UseOpenTelemetryVariables(this GatewayKitBuilder gateway)
        => Export(gateway, hasDefaultEndpoint: false);

    /// <summary>
    /// Serves the metrics in the text format of Prometheus at the admin addresses (<see cref="GatewayKitBuilder.UseAdminUrls"/>) and the
    /// metrics addresses (<see cref="GatewayKitBuilder.UseMetricsUrls"/>), as <c>GET /metrics</c>. A second call changes nothing. With
    /// <c>OTEL_SDK_DISABLED=true</c>, or an <c>OTEL_METRICS_EXPORTER</c> without <c>prometheus</c>, it serves nothing.
    /// </summary>
    /// <param name="gateway">The builder of the gateway.</param>
    /// <returns>The builder of the gateway.</returns>
    /// <exception cref="FormatException">A variable is invalid; the message says which.</exception>
    public static GatewayKitBuilder UsePrometheus(this GatewayKitBuilder gateway)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        if (!new OtlpVariables(gateway.Host.Configuration).ServesPrometheus
            || gateway.Services.Any(service => service.ServiceType == typeof(PrometheusEndpoint)))
            return gateway;

        var exporter = new PrometheusExporter();
        var exports = MetricExports.Of(gateway);
        exports.UsePrometheus(exporter);
        var endpoint = new PrometheusEndpoint(exporter, exports);
        gateway.Services.AddSingleton(endpoint);
        return gateway.MapMetrics(endpoint.Map);
    }

    private static GatewayKitBuilder Export(GatewayKitBuilder gateway, bool hasDefaultEndpoint)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        OtlpExport.Add(gateway, new OtlpVariables(gateway.Host.Configuration), hasDefaultEndpoint);
        return gateway;
    }
}

using GatewayKit.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace GatewayKit.OpenTelemetry;

/// <summary>The meters, sources and log categories that a gateway exports.</summary>
internal static class GatewaySignals
{
    private const string ServiceName = "gatewaykit";

    // Neither System.Net.Http, which measures each request to an upstream up to eight times, by the address of the destination, nor
    // Microsoft.AspNetCore.Hosting, which measures each request once more.
    private static readonly string[] s_meters = ["GatewayKit", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    // The span of a request, those of the attempts at upstreams, and those of requests that plugins send. YARP's own spans would come
    // between them.
    private static readonly string[] s_sources = ["Microsoft.AspNetCore", "GatewayKit", "System.Net.Http"];

    // Below Warning, these log URLs with queries, which may contain keys.
    private static readonly string[] s_wordy = ["Microsoft.AspNetCore", "System.Net.Http", "Yarp"];

    public static void AddMetrics(GatewayKitBuilder gateway, Action<MeterProviderBuilder> export)
        => Add(gateway).WithMetrics(metrics =>
        {
            metrics.AddMeter(s_meters);
            export(metrics);
        });

    public static void AddTraces(GatewayKitBuilder gateway, Action<TracerProviderBuilder> export)
        => Add(gateway).WithTracing(traces => export(traces.AddSource(s_sources)));

    // It logs nothing from Warning on while requests are served, but each request would have its scope, too.
    private const string RequestLog = "Microsoft.AspNetCore.Hosting.Diagnostics";

    public static void AddLogs(GatewayKitBuilder gateway, Action<LoggerProviderBuilder> export)
    {
        foreach (var category in s_wordy)
            gateway.Host.Logging.AddFilter<OpenTelemetryLoggerProvider>(category, LogLevel.Warning);
        gateway.Host.Logging.AddFilter<OpenTelemetryLoggerProvider>(RequestLog, LogLevel.None);
        Add(gateway).WithLogging(export, options => (options.IncludeScopes, options.IncludeFormattedMessage) = (true, true));
    }

    private static OpenTelemetryBuilder Add(GatewayKitBuilder gateway)
        => gateway.Services.AddOpenTelemetry().ConfigureResource(resource => Describe(resource, gateway.Host.Configuration));

    /// <summary>Names the service, unless the standard variables do.</summary>
    private static void Describe(ResourceBuilder resource, IConfiguration configuration)
    {
        var attributes = configuration["OTEL_RESOURCE_ATTRIBUTES"] ?? "";
        if (string.IsNullOrEmpty(configuration["OTEL_SERVICE_NAME"]) && !attributes.Contains("service.name=", StringComparison.Ordinal))
            resource.AddService(ServiceName, serviceVersion: typeof(GatewayKitBuilder).Assembly.GetName().Version?.ToString(3));
    }
}

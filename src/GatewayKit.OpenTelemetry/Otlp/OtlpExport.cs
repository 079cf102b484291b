using GatewayKit.Hosting;
using GatewayKit.OpenTelemetry.Readers;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;

namespace GatewayKit.OpenTelemetry.Otlp;

/// <summary>Exports signals by OTLP.</summary>
internal static class OtlpExport
{
    /// <exception cref="FormatException">A variable is invalid.</exception>
    public static void Add(GatewayKitBuilder gateway, OtlpVariables variables, bool hasDefaultEndpoint)
    {
        variables.Check();
        if (Find(OtlpSignal.Metrics) is { } metrics)
            MetricExports.Of(gateway).UseOtlp(options =>
            {
                variables.ApplyToAll(OtlpSignal.Metrics, options);
                metrics(options);
            });
        if (Find(OtlpSignal.Traces) is { } traces)
            GatewaySignals.AddTraces(gateway, builder => builder.AddOtlpExporter(traces));
        if (Find(OtlpSignal.Logs) is { } logs)
            GatewaySignals.AddLogs(gateway, builder => builder.AddOtlpExporter(logs));

        Action<OtlpExporterOptions>? Find(OtlpSignal signal)
        {
            if (!variables.IsExported(signal, hasDefaultEndpoint)
                || gateway.Services.Any(service => service.ImplementationInstance is OtlpExported exported && exported.Signal == signal))
                return null;

            // An invalid variable fails here, not when the host starts.
            variables.Apply(signal, new OtlpExporterOptions());
            gateway.Services.AddSingleton(new OtlpExported(signal));
            return options => variables.Apply(signal, options);
        }
    }
}

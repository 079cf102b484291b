namespace GatewayKit.OpenTelemetry.Otlp;

/// <summary>The signals, as in the names of variables.</summary>
internal enum OtlpSignal
{
    Metrics,
    Traces,
    Logs,
}

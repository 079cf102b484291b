namespace GatewayKit.OpenTelemetry.Otlp;

/// <summary>A signal that is exported, so that a second call doesn't export it twice.</summary>
/// <param name="Signal">The signal.</param>
internal sealed record OtlpExported(OtlpSignal Signal);

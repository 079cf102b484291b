using System.Globalization;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace GatewayKit.OpenTelemetry.Otlp;

/// <summary>
/// The standard variables of OpenTelemetry that choose what is exported and where to. The SDK reads the other ones,
/// such as <c>OTEL_TRACES_SAMPLER</c> and <c>OTEL_METRIC_EXPORT_INTERVAL</c>, by itself, and for traces and logs those for all signals.
/// </summary>
internal sealed class OtlpVariables(IConfiguration configuration)
{
    private const string Prefix = "OTEL_EXPORTER_OTLP_";
    private const string Otlp = "otlp";
    private const string None = "none";
    private const string Prometheus = "prometheus";

    /// <summary>Whether nothing is exported.</summary>
    public bool IsDisabled => string.Equals(Read("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether metrics are served to Prometheus.</summary>
    public bool ServesPrometheus
        => !IsDisabled && ExportersOf(OtlpSignal.Metrics) is { } exporters && (exporters.Length == 0 || exporters.Contains(Prometheus));

    /// <summary>Returns whether a signal is exported by OTLP.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="hasDefaultEndpoint">Whether it is exported without an endpoint, too.</param>
    public bool IsExported(OtlpSignal signal, bool hasDefaultEndpoint)
        => !IsDisabled
            && ExportersOf(signal) is { } exporters && (exporters.Length == 0 || exporters.Contains(Otlp))
            && (hasDefaultEndpoint || Read(Prefix + "ENDPOINT") is not null || Read(Name(signal, "ENDPOINT")) is not null);

    /// <summary>Checks the variables for all signals.</summary>
    /// <exception cref="FormatException">A variable is invalid.</exception>
    public void Check()
    {
        ReadEndpoint(Prefix + "ENDPOINT");
        ReadProtocol(Prefix + "PROTOCOL");
    }

    /// <summary>The temporality of metrics that are exported by OTLP.</summary>
    public MetricReaderTemporalityPreference Temporality
        => string.Equals(Read(Prefix + "METRICS_TEMPORALITY_PREFERENCE"), "delta", StringComparison.OrdinalIgnoreCase)
            ? MetricReaderTemporalityPreference.Delta : MetricReaderTemporalityPreference.Cumulative;

    /// <summary>Applies the variables for all signals to an exporter that the SDK doesn't create.</summary>
    /// <exception cref="FormatException">A variable is invalid.</exception>
    public void ApplyToAll(OtlpSignal signal, OtlpExporterOptions options)
    {
        if (ReadProtocol(Prefix + "PROTOCOL") is { } protocol)
            options.Protocol = protocol;
        if (Read(Prefix + "HEADERS") is { } headers)
            options.Headers = headers;
        ApplyTimeout(Prefix + "TIMEOUT", options);

        // Over HTTP, each signal has its own path below that of the collector.
        if (ReadEndpoint(Prefix + "ENDPOINT") is not { } endpoint)
            return;

        options.Endpoint = (ReadProtocol(Name(signal, "PROTOCOL")) ?? options.Protocol) == OtlpExportProtocol.Grpc ? endpoint
            : new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/v1/{Lower(signal)}");
    }

    /// <summary>Applies the variables for one signal, which override those for all.</summary>
    /// <exception cref="FormatException">A variable is invalid.</exception>
    public void Apply(OtlpSignal signal, OtlpExporterOptions options)
    {
        if (ReadProtocol(Name(signal, "PROTOCOL")) is { } protocol)
            options.Protocol = protocol;
        if (ReadEndpoint(Name(signal, "ENDPOINT")) is { } endpoint)
            options.Endpoint = endpoint;
        if (Read(Name(signal, "HEADERS")) is { } headers)
            options.Headers = headers;
        ApplyTimeout(Name(signal, "TIMEOUT"), options);
    }

    private void ApplyTimeout(string name, OtlpExporterOptions options)
    {
        if (Read(name) is not { } timeout)
            return;

        options.TimeoutMilliseconds =
            int.TryParse(timeout, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds > 0
            ? milliseconds : throw new FormatException($"{name} is '{timeout}'; it must be a number of milliseconds.");
    }

    private static string Lower(OtlpSignal signal) => signal switch
    {
        OtlpSignal.Metrics => "metrics",
        OtlpSignal.Traces => "traces",
        _ => "logs",
    };

    private string[] ExportersOf(OtlpSignal signal)
    {
        var name = $"OTEL_{signal.ToString().ToUpperInvariant()}_EXPORTER";
        var exporters = (Read(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var isMetrics = signal == OtlpSignal.Metrics;
        foreach (var exporter in exporters)
        {
            if (exporter is not (Otlp or None) && !(isMetrics && exporter == Prometheus))
                throw new FormatException($"{name} is '{exporter}'; it must be {(isMetrics ? "otlp, prometheus" : "otlp")} or none.");
        }

        return exporters;
    }

    private Uri? ReadEndpoint(string name)
    {
        if (Read(name) is not { } text)
            return null;

        return Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https"
            ? endpoint : throw new FormatException($"{name} is '{text}'; it must be an address such as http://localhost:4317.");
    }

    private OtlpExportProtocol? ReadProtocol(string name) => Read(name) switch
    {
        null => null,
        "grpc" => OtlpExportProtocol.Grpc,
        "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
        var other => throw new FormatException($"{name} is '{other}'; it must be grpc or http/protobuf."),
    };

    private string? Read(string name) => configuration[name] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private static string Name(OtlpSignal signal, string setting) => $"{Prefix}{signal.ToString().ToUpperInvariant()}_{setting}";
}

using System.Diagnostics.Metrics;

namespace GatewayKit.Telemetry;

/// <summary>Counts configurations that became active or were rejected.</summary>
internal sealed class ReloadTelemetry
{
    private readonly Counter<long> _reloads;
    private long _version;

    public ReloadTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(PluginTelemetry.MeterName);
        _reloads = meter.CreateCounter<long>(
            "gatewaykit.configuration.reloads", "{reload}", "Configurations that became active or were rejected.");
        meter.CreateObservableGauge(
            "gatewaykit.configuration.version", Measure, "{version}", "The number of the active configuration, which starts at 1.");
    }

    /// <summary>Records the active version.</summary>
    public void Activate(long version) => Volatile.Write(ref _version, version);

    public void Accepted() => _reloads.Add(1, new KeyValuePair<string, object?>("outcome", "accepted"));

    public void Refused() => _reloads.Add(1, new KeyValuePair<string, object?>("outcome", "refused"));

    private IEnumerable<Measurement<long>> Measure() => Volatile.Read(ref _version) is > 0 and var version ? [new(version)] : [];
}

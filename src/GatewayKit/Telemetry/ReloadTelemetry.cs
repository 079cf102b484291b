using System.Diagnostics.Metrics;

namespace GatewayKit.Telemetry;

/// <summary>Counts configurations that became active or were rejected.</summary>
internal sealed class ReloadTelemetry
{
    private long _accepted;
    private long _refused;
    private long _version;

    public ReloadTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(PluginTelemetry.MeterName);

        // Observable, so that both outcomes are there from the start: an increase of a series that appears with 1 is 0.
        meter.CreateObservableCounter(
            "gatewaykit.configuration.reloads", MeasureReloads, "{reload}", "Configurations that became active or were rejected.");
        meter.CreateObservableGauge(
            "gatewaykit.configuration.version", Measure, "{version}", "The number of the active configuration, which starts at 1.");
    }

    /// <summary>Records the active version.</summary>
    public void Activate(long version) => Volatile.Write(ref _version, version);

    public void Accepted() => Interlocked.Increment(ref _accepted);

    public void Refused() => Interlocked.Increment(ref _refused);

    private IEnumerable<Measurement<long>> MeasureReloads() =>
    [
        new(Interlocked.Read(ref _accepted), new KeyValuePair<string, object?>("outcome", "accepted")),
        new(Interlocked.Read(ref _refused), new KeyValuePair<string, object?>("outcome", "refused")),
    ];

    private IEnumerable<Measurement<long>> Measure() => Volatile.Read(ref _version) is > 0 and var version ? [new(version)] : [];
}

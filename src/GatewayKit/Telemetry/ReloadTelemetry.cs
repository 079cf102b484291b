using System.Diagnostics.Metrics;

namespace GatewayKit.Telemetry;

/// <summary>Counts configurations that came into force or were refused.</summary>
internal sealed class ReloadTelemetry(IMeterFactory meters)
{
    private readonly Counter<long> _reloads = meters.Create(PluginTelemetry.MeterName)
        .CreateCounter<long>("gatewaykit.configuration.reloads", "{reload}", "Configurations that came into force or were refused.");

    public void Accepted() => _reloads.Add(1, new KeyValuePair<string, object?>("outcome", "accepted"));

    public void Refused() => _reloads.Add(1, new KeyValuePair<string, object?>("outcome", "refused"));
}

using System.Diagnostics.Metrics;

namespace GatewayKit.Telemetry;

/// <summary>Counts configurations that became active or were rejected.</summary>
internal sealed class ReloadTelemetry(IMeterFactory meters)
{
    private readonly Counter<long> _reloads = meters.Create(PluginTelemetry.MeterName)
        .CreateCounter<long>("gatewaykit.configuration.reloads", "{reload}", "Configurations that became active or were rejected.");

    public void Accepted() => _reloads.Add(1, new KeyValuePair<string, object?>("outcome", "accepted"));

    public void Refused() => _reloads.Add(1, new KeyValuePair<string, object?>("outcome", "refused"));
}

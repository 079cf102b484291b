using System.Diagnostics.Metrics;
using GatewayKit.Telemetry;

namespace GatewayKit.Plugins;

/// <summary>Counts the generations of plugin assemblies that should be unloaded but aren't.</summary>
internal sealed class LeakedGenerations
{
    private readonly Lock _lock = new();
    private readonly List<(WeakReference Context, string Plugin)> _generations = [];

    public LeakedGenerations(IMeterFactory meters)
        => meters.Create(PluginTelemetry.MeterName).CreateObservableGauge(
            "gatewaykit.plugin.generations.leaked",
            Measure, "{generation}", "Plugin assemblies that are no longer used but can't be unloaded.");

    /// <summary>The current number.</summary>
    public int Count => Alive().Length;

    public void Add(WeakReference context, string plugin)
    {
        lock (_lock)
            _generations.Add((context, plugin));
    }

    private IEnumerable<Measurement<int>> Measure()
        => Alive().GroupBy(g => g.Plugin).Select(g => new Measurement<int>(g.Count(), new KeyValuePair<string, object?>("plugin", g.Key)));

    private (WeakReference Context, string Plugin)[] Alive()
    {
        lock (_lock)
        {
            _generations.RemoveAll(g => !g.Context.IsAlive);
            return [.. _generations];
        }
    }
}

using System.Diagnostics.Metrics;
using GatewayKit.Telemetry;

namespace GatewayKit.Plugins;

/// <summary>Counts the generations of plugin assemblies that should be unloaded but aren't.</summary>
internal sealed class LeakedGenerations
{
    private readonly Lock _lock = new();
    private readonly List<(WeakReference Context, string Plugin)> _generations = [];

    public LeakedGenerations(IMeterFactory meters)
    {
        var meter = meters.Create(PluginTelemetry.MeterName);
        meter.CreateObservableGauge(
            "gatewaykit.plugin.generations.leaked",
            () => Measure(Alive().Select(generation => generation.Plugin)),
            "{generation}", "Plugin assemblies that are no longer used but can't be unloaded.");
        meter.CreateObservableGauge(
            "gatewaykit.plugin.generations",
            () => Measure(PluginModule.Generations()), "{generation}", "Plugin assemblies in memory that are loaded from folders.");
    }

    /// <summary>The current number.</summary>
    public int Count => Alive().Length;

    public void Add(WeakReference context, string plugin)
    {
        lock (_lock)
            _generations.Add((context, plugin));
    }

    private static IEnumerable<Measurement<int>> Measure(IEnumerable<string> plugins)
        => plugins.GroupBy(plugin => plugin)
            .Select(same => new Measurement<int>(same.Count(), new KeyValuePair<string, object?>("plugin", same.Key)));

    private (WeakReference Context, string Plugin)[] Alive()
    {
        lock (_lock)
        {
            _generations.RemoveAll(g => !g.Context.IsAlive);
            return [.. _generations];
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;

namespace GatewayKit.Telemetry;

/// <summary>The calls of plugins' hooks, by the names of plugins, which are as many as the loaded assemblies have.</summary>
internal sealed class PluginTimes
{
    private readonly ConcurrentDictionary<string, PluginCalls> _plugins = new(StringComparer.Ordinal);
    private readonly ObservableCounter<long> _calls;
    private readonly ObservableCounter<double> _time;

    public PluginTimes(IMeterFactory meters, IOptions<GatewayTelemetryOptions> options)
    {
        var meter = meters.Create(PluginTelemetry.MeterName);
        _calls = meter.CreateObservableCounter("gatewaykit.plugin.calls", MeasureCalls, "{call}", "Calls of plugins' hooks.");
        _time = meter.CreateObservableCounter("gatewaykit.plugin.time", MeasureTime, "s", "Time in plugins' hooks.");
        Durations = options.Value.PluginDurations ? new PluginDurations(meter) : null;
    }

    /// <summary>The distribution of the time; null if it isn't measured.</summary>
    public PluginDurations? Durations { get; }

    /// <summary>Gets whether a listener is interested.</summary>
    public bool AreEnabled => _calls.Enabled || _time.Enabled || Durations is { AreEnabled: true };

    /// <summary>Returns the calls of a plugin.</summary>
    public PluginCalls Of(string plugin) => _plugins.GetOrAdd(plugin, static name => new PluginCalls(name));

    private IEnumerable<Measurement<long>> MeasureCalls() => Measure((calls, hook) => calls.Read(hook).Count);

    private IEnumerable<Measurement<double>> MeasureTime()
        => Measure((calls, hook) => calls.Read(hook).Ticks / (double)Stopwatch.Frequency);

    private IEnumerable<Measurement<T>> Measure<T>(Func<PluginCalls, HookKind, T> read)
        where T : struct
    {
        foreach (var calls in _plugins.Values)
        {
            foreach (var hook in Enum.GetValues<HookKind>())
            {
                if (calls.Read(hook).Count > 0)
                    yield return new Measurement<T>(read(calls, hook), calls.TagsOf(hook));
            }
        }
    }
}

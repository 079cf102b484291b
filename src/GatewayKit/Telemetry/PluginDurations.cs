using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace GatewayKit.Telemetry;

/// <summary>
/// Measures the time of one in 16 calls of each hook: a request with five plugins calls ten hooks, and a measurement costs more than most
/// of them. The time is that until the hook returned, and the time in which it was awaited.
/// </summary>
internal sealed class PluginDurations(Meter meter)
{
    /// <summary>The calls of a hook on a processor of which one is measured, from the first one on; a power of two.</summary>
    public const int Period = 16;

    // From 1 µs, because most hooks are short.
    private static readonly InstrumentAdvice<double> s_seconds = new()
    {
        HistogramBucketBoundaries =
        [
            0.000001, 0.0000025, 0.000005, 0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
            0.1, 0.25, 0.5, 1, 2.5, 5, 10,
        ],
    };

    private readonly Histogram<double> _durations = meter.CreateHistogram(
        "gatewaykit.plugin.duration", "s", "Time of one in 16 calls of plugins' hooks.", advice: s_seconds);

    /// <summary>Gets whether a listener is interested.</summary>
    public bool AreEnabled => _durations.Enabled;

    /// <summary>A call has returned. It may still be awaited, so that it is recorded at the next call, or at the end.</summary>
    public void Add(ExchangeMeasurement measurement, PluginCalls calls, HookKind hook, long ticks, long number)
    {
        Record(measurement);
        if ((number & (Period - 1)) == 1)
            measurement.Sample = new HookSample(calls, hook, ticks);
    }

    /// <summary>A call was awaited.</summary>
    public static void AddAwaited(ExchangeMeasurement measurement, PluginCalls calls, HookKind hook, long ticks)
    {
        if (measurement.Sample is var sample && sample.Calls == calls && sample.Hook == hook)
            measurement.Sample = sample with { Ticks = sample.Ticks + ticks };
    }

    /// <summary>Records the last call, if it is measured.</summary>
    public void Record(ExchangeMeasurement measurement)
    {
        if (measurement.Sample is not { Calls: { } calls } sample)
            return;

        _durations.Record(sample.Ticks / (double)Stopwatch.Frequency, calls.TagsOf(sample.Hook));
        measurement.Sample = default;
    }
}

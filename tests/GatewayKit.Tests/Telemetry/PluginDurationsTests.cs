using System.Diagnostics;
using System.Diagnostics.Metrics;
using GatewayKit.Telemetry;

namespace GatewayKit.Tests.Telemetry;

public sealed class PluginDurationsTests : IDisposable
{
    private readonly Meter _meter = new(nameof(PluginDurationsTests));
    private readonly MeterListener _listener = new();
    private readonly List<double> _seconds = [];

    public void Dispose()
    {
        _listener.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void One_in_sixteen_calls_is_measured()
    {
        var (durations, measurement, calls) = (Create(), new ExchangeMeasurement(), new PluginCalls("quiet"));
        for (var number = 1; number <= 3 * PluginDurations.Period; number++)
            durations.Add(measurement, calls, HookKind.Request, number, number);
        durations.Record(measurement);

        Assert.Equal([1, 1 + PluginDurations.Period, 1 + (2 * PluginDurations.Period)], Ticks());
    }

    [Fact]
    public void The_time_in_which_a_call_was_awaited_is_part_of_it()
    {
        var (durations, measurement, calls) = (Create(), new ExchangeMeasurement(), new PluginCalls("slow"));
        durations.Add(measurement, calls, HookKind.Request, 10, number: 1);
        PluginDurations.AddAwaited(measurement, calls, HookKind.Request, 200);
        PluginDurations.AddAwaited(measurement, calls, HookKind.Response, 5_000);
        PluginDurations.AddAwaited(measurement, new PluginCalls("other"), HookKind.Request, 5_000);
        durations.Record(measurement);

        Assert.Equal([210], Ticks());
    }

    private PluginDurations Create()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == _meter)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => _seconds.Add(seconds));
        _listener.Start();
        return new PluginDurations(_meter);
    }

    private long[] Ticks() => [.. _seconds.Select(seconds => (long)Math.Round(seconds * Stopwatch.Frequency))];
}

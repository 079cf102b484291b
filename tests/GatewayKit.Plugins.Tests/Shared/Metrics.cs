using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Plugins.Tests.Shared;

/// <summary>Listens to one gateway's counters and gauges.</summary>
internal sealed class Metrics : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<string> _measured = new();

    public Metrics(GatewayTestHost host)
    {
        var meters = host.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, count, tags, _) => Add(instrument, $"{count}", tags));
        _listener.SetMeasurementEventCallback<double>(
            (instrument, number, tags, _) => Add(instrument, string.Create(CultureInfo.InvariantCulture, $"{number}"), tags));
        _listener.Start();
    }

    /// <summary>What a counter was told, one line a measurement: its tags and the number.</summary>
    public string[] Of(string counter)
        => [.. _measured.Where(m => m.StartsWith(counter + " ", StringComparison.Ordinal)).Select(m => m[(counter.Length + 1)..])];

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, string number, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        => _measured.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(t => t.Value))} {number}");
}

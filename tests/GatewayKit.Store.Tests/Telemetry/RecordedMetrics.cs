using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Store.Tests.Telemetry;

/// <summary>The last values of the store's metrics of a node, with the outcome behind their name.</summary>
internal sealed class RecordedMetrics : IDisposable
{
    private readonly ConcurrentDictionary<string, double> _values = new();
    private readonly MeterListener _listener = new();

    public RecordedMetrics(IServiceProvider services)
    {
        var meters = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters)
                && instrument.Name.StartsWith("gatewaykit.store.", StringComparison.Ordinal))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _values[NameOf(instrument, tags)] = value);
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => _values[NameOf(instrument, tags)] = value);
        _listener.Start();
    }

    /// <summary>Returns a value; null if it wasn't measured.</summary>
    public double? Read(string name)
    {
        _listener.RecordObservableInstruments();
        return _values.TryGetValue($"gatewaykit.store.{name}", out var value) ? value : null;
    }

    public void Dispose() => _listener.Dispose();

    private static string NameOf(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        => tags.Length == 0 ? instrument.Name : $"{instrument.Name} {tags[0].Value}";
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Telemetry;

/// <summary>Listens to the instruments of one gateway.</summary>
internal sealed class GatewayMetrics : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Name, string Tags, double Value)> _measurements = new();
    private readonly ConcurrentDictionary<(string Name, string Tags), double> _observed = new();

    public GatewayMetrics(GatewayTestHost gateway)
    {
        var meters = gateway.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "GatewayKit" && instrument.Meter.Scope == meters)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Returns the sums of an instrument, or the current values of an observable one, by its tags in alphabetical order.</summary>
    public Dictionary<string, double> SumsOf(string name)
    {
        _observed.Clear();
        _listener.RecordObservableInstruments();
        return _measurements.Concat(_observed.Select(one => (one.Key.Name, one.Key.Tags, one.Value)))
            .Where(one => one.Name == name)
            .GroupBy(one => one.Tags)
            .ToDictionary(same => same.Key, same => same.Sum(one => one.Value), StringComparer.Ordinal);
    }

    /// <summary>Waits until an instrument has measurements that fulfill a condition: an exchange ends after its client has the
    /// response.</summary>
    public async Task<Dictionary<string, double>> WaitForAsync(string name, Func<Dictionary<string, double>, bool> condition)
    {
        using var limit = new CancellationTokenSource(s_patience);
        while (true)
        {
            var sums = SumsOf(name);
            if (condition(sums))
                return sums;

            await Task.Delay(10, limit.Token);
        }
    }

    /// <summary>Waits until a number of requests have ended, and returns them by their tags.</summary>
    public Task<Dictionary<string, double>> WaitForRequestsAsync(int count)
        => WaitForAsync("gatewaykit.requests", sums => sums.Values.Sum() >= count);

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = string.Join(
            ' ', tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"));
        if (instrument.IsObservable)
            _observed[(instrument.Name, text)] = value;
        else
            _measurements.Enqueue((instrument.Name, text, value));
    }
}

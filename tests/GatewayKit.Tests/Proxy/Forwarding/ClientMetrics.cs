using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace GatewayKit.Tests.Proxy.Forwarding;

/// <summary>Listens to the meters with the name of the HTTP client's.</summary>
internal sealed class ClientMetrics : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Name, double Value, Dictionary<string, object?> Tags)> _measurements = new();

    public ClientMetrics()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name != "System.Net.Http")
                return;

            Instruments.Enqueue(instrument);
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public ConcurrentQueue<Instrument> Instruments { get; } = new();

    /// <summary>Returns the sums of an instrument for a server's port, by the other tags.</summary>
    public Dictionary<string, double> SumsOf(string name, int port)
        => _measurements
            .Where(one => one.Name == name && port.Equals(one.Tags.GetValueOrDefault("server.port")))
            .GroupBy(one => string.Join(' ', one.Tags
                .Where(tag => tag.Key is not ("server.port" or "network.peer.address"))
                .OrderBy(tag => tag.Key, StringComparer.Ordinal)
                .Select(tag => $"{tag.Key}={tag.Value}")))
            .ToDictionary(same => same.Key, same => same.Sum(one => one.Value), StringComparer.Ordinal);

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        => _measurements.Enqueue((instrument.Name, value, new(tags.ToArray(), StringComparer.Ordinal)));
}

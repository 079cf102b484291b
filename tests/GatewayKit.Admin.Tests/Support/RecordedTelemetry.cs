using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace GatewayKit.Admin.Tests.Support;

/// <summary>Records all spans and measurements of the process as text, those of other tests included.</summary>
internal sealed class RecordedTelemetry : IDisposable
{
    private readonly ConcurrentQueue<string> _spans = new();
    private readonly ConcurrentDictionary<string, bool> _measurements = new();
    private readonly ActivityListener _spanListener;
    private readonly MeterListener _meterListener;

    public RecordedTelemetry()
    {
        _spanListener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => _spans.Enqueue(TextOf(span)),
        };
        ActivitySource.AddActivityListener(_spanListener);
        _meterListener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument),
        };
        _meterListener.SetMeasurementEventCallback<int>(Record);
        _meterListener.SetMeasurementEventCallback<long>(Record);
        _meterListener.SetMeasurementEventCallback<double>(Record);
        _meterListener.Start();
    }

    /// <summary>The spans, and each different instrument with its attributes.</summary>
    public IReadOnlyCollection<string> Lines => [.. _spans, .. _measurements.Keys];

    /// <summary>Records the instruments that are only measured on request.</summary>
    public void Measure()
    {
        try
        {
            _meterListener.RecordObservableInstruments();
        }
        catch (AggregateException)
        {
            // The instruments of a host that another test disposes at this time can fail. The others are recorded.
        }
    }

    public void Dispose()
    {
        _spanListener.Dispose();
        _meterListener.Dispose();
    }

    private void Record<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
        => _measurements.TryAdd($"{instrument.Meter.Name} {instrument.Name} {TextOf(tags.ToArray())}", true);

    private static string TextOf(Activity span) => string.Join(
        '\n',
        [
            $"{span.Source.Name} {span.OperationName} {span.DisplayName} {span.StatusDescription} {span.TraceStateString}",
            TextOf(span.TagObjects), TextOf(span.Baggage), .. span.Events.Select(each => $"{each.Name} {TextOf(each.Tags)}"),
        ]);

    private static string TextOf<T>(IEnumerable<KeyValuePair<string, T>> tags)
        => string.Join(' ', tags.Select(tag => $"{tag.Key}={(tag.Value is string[] texts ? string.Join(',', texts) : tag.Value)}"));
}

using System.Diagnostics.Metrics;
using GatewayKit.Store.Nodes;

namespace GatewayKit.Store.Telemetry;

/// <summary>The metrics of the store on this node. Meter: <c>GatewayKit</c>.</summary>
internal sealed class StoreTelemetry
{
    private static readonly InstrumentAdvice<double> s_seconds
        = new() { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] };

    private readonly OutcomeCount _reads = new("completed", "failed");
    private readonly OutcomeCount _writes = new("written", "invalid", "conflict", "failed");
    private readonly Histogram<double> _refresh;
    private readonly TimeProvider _time;
    private NodeState? _state;
    private long _lastRead;

    public StoreTelemetry(IMeterFactory meters, TimeProvider time)
    {
        (_time, _lastRead) = (time, time.GetTimestamp());
        var meter = meters.Create("GatewayKit");
        meter.CreateObservableGauge(
            "gatewaykit.store.revision.active", () => Measure(state => state.Running), "{revision}",
            "The number of the store's revision that is active.");
        meter.CreateObservableGauge(
            "gatewaykit.store.revision.latest", () => Measure(state => state.Latest), "{revision}",
            "The number of the store's latest revision that was read.");
        meter.CreateObservableGauge(
            "gatewaykit.store.read.age", () => time.GetElapsedTime(Interlocked.Read(ref _lastRead)).TotalSeconds, "s",
            "The time since the store answered the last time, or since the start.");
        meter.CreateObservableCounter("gatewaykit.store.reads", _reads.Measure, "{read}", "Reads of the latest revision.");
        meter.CreateObservableCounter("gatewaykit.store.writes", _writes.Measure, "{write}", "Changes of the store by this node.");
        _refresh = meter.CreateHistogram(
            "gatewaykit.store.refresh.duration", "s", "Time from the read of a new revision to its activation.", advice: s_seconds);
    }

    /// <summary>The store has answered.</summary>
    public void Read()
    {
        Interlocked.Exchange(ref _lastRead, _time.GetTimestamp());
        _reads.Add("completed");
    }

    /// <summary>The store hasn't answered.</summary>
    public void NotRead() => _reads.Add("failed");

    /// <summary>A change has ended.</summary>
    public void Write(string outcome) => _writes.Add(outcome);

    /// <summary>Records the revisions of this node.</summary>
    public void Set(NodeState state) => Volatile.Write(ref _state, state);

    /// <summary>A revision became active.</summary>
    /// <param name="start">The timestamp at which its read began.</param>
    public void Refreshed(long start) => _refresh.Record(_time.GetElapsedTime(start).TotalSeconds);

    /// <summary>Returns no value until the store or its copy was read.</summary>
    private IEnumerable<Measurement<long>> Measure(Func<NodeState, long> value)
        => Volatile.Read(ref _state) is { } state ? [new(value(state))] : [];
}

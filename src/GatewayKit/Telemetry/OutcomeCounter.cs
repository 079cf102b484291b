using System.Diagnostics.Metrics;

namespace GatewayKit.Telemetry;

/// <summary>The requests of one route that ended in the same way.</summary>
internal sealed class OutcomeCounter
{
    private readonly string? _cluster;
    private readonly string _origin;
    private readonly int _status;
    private readonly StripedCounter _requests = new();
    private readonly KeyValuePair<string, object?>[] _tags;
    private long _measured;
    private long _changed;
    private volatile bool _isReleased;

    /// <param name="outcome">The outcome.</param>
    /// <param name="now">The current time of the clock.</param>
    public OutcomeCounter(in ExchangeOutcome outcome, long now)
    {
        (_cluster, _origin, _status, _changed) = (outcome.Cluster, outcome.Origin, outcome.Status, now);
        KeyValuePair<string, object?>[] tags =
            [new("route", outcome.Route), new("http.response.status_code", outcome.Status), new("origin", outcome.Origin)];
        _tags = _cluster is null ? tags : [.. tags, new("cluster", _cluster)];
    }

    /// <summary>The time of the measurement that first had the current number.</summary>
    public long Changed => Volatile.Read(ref _changed);

    /// <summary>Returns whether a request ended in this way, and can be counted here.</summary>
    public bool IsOf(in ExchangeOutcome outcome)
        => outcome.Status == _status && outcome.Cluster == _cluster && outcome.Origin == _origin && !_isReleased;

    public void Count() => _requests.Add(1);

    /// <summary>No request is counted here any more.</summary>
    public void Release() => _isReleased = true;

    /// <param name="now">The current time of the clock.</param>
    public Measurement<long> Measure(long now)
    {
        var count = _requests.Read();
        if (Interlocked.Exchange(ref _measured, count) != count)
            Volatile.Write(ref _changed, now);
        return new(count, _tags);
    }
}

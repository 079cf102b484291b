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

    public OutcomeCounter(in ExchangeOutcome outcome)
    {
        (_cluster, _origin, _status) = (outcome.Cluster, outcome.Origin, outcome.Status);
        KeyValuePair<string, object?>[] tags =
            [new("route", outcome.Route), new("http.response.status_code", outcome.Status), new("origin", outcome.Origin)];
        _tags = _cluster is null ? tags : [.. tags, new("cluster", _cluster)];
    }

    /// <summary>Returns whether a request ended in this way.</summary>
    public bool IsOf(in ExchangeOutcome outcome)
        => outcome.Status == _status && outcome.Cluster == _cluster && outcome.Origin == _origin;

    public void Count() => _requests.Add(1);

    public Measurement<long> Measure() => new(_requests.Read(), _tags);
}

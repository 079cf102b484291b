using GatewayKit.Statistics;

namespace GatewayKit.Operators.Traffic;

/// <summary>The requests of a route: their number by class of status, and their latencies.</summary>
internal sealed class RouteFigures
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly LatencySketch _latencies = new();

    public void Add(string status, double seconds)
    {
        lock (_lock)
        {
            _counts[status] = _counts.GetValueOrDefault(status) + 1;
            _latencies.Add(TimeSpan.FromSeconds(seconds));
        }
    }

    public RouteTrafficView Read(string route)
    {
        lock (_lock)
            return RouteTrafficView.Of(route, _counts, _latencies);
    }
}

using System.Collections.Immutable;
using GatewayKit.Statistics;

namespace GatewayKit.Store.Statistics;

/// <summary>Adds up rows by interval and names.</summary>
internal sealed class StatisticsPoints(StatisticsQuery query, StatisticsRange range)
{
    private readonly Dictionary<(DateTime Start, string? Route, string? Consumer, int? StatusClass), StatisticsPoint> _points = [];

    /// <exception cref="ArgumentException">There are too many points.</exception>
    /// <exception cref="StoreUnavailableException">A later version of the gateway has written the row.</exception>
    public void Add(StatisticsRow row)
    {
        var key = (
            range.StartOf(row.Start),
            query.By.HasFlag(StatisticsGrouping.Route) ? row.Route : null,
            query.By.HasFlag(StatisticsGrouping.Consumer) ? row.Consumer : null,
            query.By.HasFlag(StatisticsGrouping.StatusClass) ? (int?)row.StatusClass : null);
        if (!_points.TryGetValue(key, out var point))
        {
            if (_points.Count == StatisticsQuery.MaximumPoints)
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"The result has more than {StatisticsQuery.MaximumPoints} points. Use a shorter time or fewer names."));
            }

            point = new StatisticsPoint
            {
                Start = key.Item1,
                Route = key.Item2,
                Consumer = key.Item3,
                StatusClass = key.Item4,
                Latency = new LatencySketch(),
            };
        }

        point.Latency.Add(Sketch(row.Latency));
        _points[key] = point with
        {
            Count = point.Count + row.Count,
            RequestBytes = point.RequestBytes + row.RequestBytes,
            ResponseBytes = point.ResponseBytes + row.ResponseBytes,
            Duration = point.Duration + TimeSpan.FromTicks(row.Duration),
        };
    }

    public ImmutableArray<StatisticsPoint> Create() =>
    [
        .. _points.Values.OrderBy(point => point.Start)
            .ThenBy(point => point.Route, StringComparer.Ordinal)
            .ThenBy(point => point.Consumer, StringComparer.Ordinal)
            .ThenBy(point => point.StatusClass),
    ];

    private static LatencySketch Sketch(byte[] bytes)
    {
        try
        {
            return LatencySketch.FromBytes(bytes);
        }
        catch (FormatException error)
        {
            throw new StoreUnavailableException("The latencies in the store can't be read. " + error.Message, error);
        }
    }
}

using System.Collections.Immutable;
using GatewayKit.Statistics;

namespace GatewayKit.Store.Statistics;

/// <summary>The points of a result. The database adds up minutes or hours; days are added up here.</summary>
internal sealed class StatisticsPoints(StatisticsQuery query, StatisticsRange range)
{
    private readonly bool _hasClasses = query.By.HasFlag(StatisticsGrouping.StatusClass);
    private readonly Dictionary<(DateTime Start, string? Route, string? Consumer, int? StatusClass), StatisticsPoint> _points = [];

    /// <summary>Adds the numbers of a key.</summary>
    /// <exception cref="ArgumentException">There are too many points.</exception>
    public void Add(StatisticsSum sum)
    {
        var place = PlaceOf(sum.Key);
        if (!_points.TryGetValue(place, out var point))
        {
            if (_points.Count == StatisticsQuery.MaximumPoints)
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"The result has more than {StatisticsQuery.MaximumPoints} points. Use a shorter time or fewer names."));
            }

            point = new StatisticsPoint
            {
                Start = place.Start,
                Route = place.Route,
                Consumer = place.Consumer,
                StatusClass = place.StatusClass,
                Latency = new LatencySketch(),
            };
        }

        _points[place] = point with
        {
            Last = point.Last > sum.Last ? point.Last : sum.Last,
            Count = point.Count + sum.Count,
            RequestBytes = point.RequestBytes + sum.RequestBytes,
            ResponseBytes = point.ResponseBytes + sum.ResponseBytes,
            Duration = point.Duration + TimeSpan.FromTicks(sum.Duration),
        };
    }

    /// <summary>Adds the latencies of a row, whose numbers were added before.</summary>
    /// <exception cref="StoreUnavailableException">A later version of the gateway has written the row.</exception>
    public void Add(StatisticsLatency row)
    {
        try
        {
            _points[PlaceOf(row.Key)].Latency.Add(row.Latency);
        }
        catch (FormatException error)
        {
            throw new StoreUnavailableException("The latencies in the store can't be read. " + error.Message, error);
        }
    }

    public ImmutableArray<StatisticsPoint> Create() =>
    [
        .. _points.Values.OrderBy(point => point.Start)
            .ThenBy(point => point.Route, StringComparer.Ordinal)
            .ThenBy(point => point.Consumer, StringComparer.Ordinal)
            .ThenBy(point => point.StatusClass),
    ];

    private (DateTime Start, string? Route, string? Consumer, int? StatusClass) PlaceOf(StatisticsKey key)
        => (key.Start is { } start ? range.StartOf(start) : range.From, key.Route, key.Consumer, _hasClasses ? key.StatusClass : null);
}

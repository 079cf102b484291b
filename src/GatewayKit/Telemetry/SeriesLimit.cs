namespace GatewayKit.Telemetry;

/// <summary>
/// The series of requests: combinations of route, cluster, status and origin. The first ones are counted by name, and all others with the
/// route <see cref="Other"/>, because the SDK of OpenTelemetry keeps only one of the sums of an observable counter beyond its own limit.
/// </summary>
internal sealed class SeriesLimit
{
    /// <summary>The route of requests beyond the limit.</summary>
    public const string Other = "(other)";

    private const int Statuses = 6;
    private const int Origins = 3;

    private readonly int _named;
    private readonly Action _full;
    private int _count;

    /// <param name="limit">The maximum number of series.</param>
    /// <param name="full">Called when a series has no place.</param>
    /// <param name="time">The clock.</param>
    public SeriesLimit(int limit, Action full, TimeProvider time)
    {
        // The series of the other requests have their places, too.
        (_named, _full) = (limit - (Statuses * Origins), full);
        Others = new RouteTraffic(Other, series: null, time);
    }

    /// <summary>The traffic of routes beyond the limit.</summary>
    public RouteTraffic Others { get; }

    /// <summary>Returns whether there is a place for another series.</summary>
    public bool HasPlace()
    {
        if (Volatile.Read(ref _count) < _named)
            return true;

        _full();
        return false;
    }

    /// <summary>Reserves a place for another series.</summary>
    /// <returns>False if there is none.</returns>
    public bool TryAdd() => HasPlace() && Interlocked.Increment(ref _count) <= _named;

    /// <summary>Sets the number of series that have a place.</summary>
    public void Restart(int count) => Volatile.Write(ref _count, count);

    /// <summary>Counts a request whose series has no place, by the first status of its class and without its cluster.</summary>
    public void CountOther(in ExchangeOutcome outcome) => Others.Count(Fold(outcome));

    /// <summary>Returns the outcome that stands for all of a class.</summary>
    private static ExchangeOutcome Fold(in ExchangeOutcome outcome)
        => new(Other, (uint)outcome.Status < 600 ? outcome.Status / 100 * 100 : 0, outcome.Origin);
}

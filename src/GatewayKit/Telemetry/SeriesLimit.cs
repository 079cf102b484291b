namespace GatewayKit.Telemetry;

/// <summary>
/// The series of requests: combinations of route, cluster, status and origin. The first ones are counted by name, and all others with the
/// route <see cref="Other"/>, because the SDK of OpenTelemetry keeps only one of the sums of an observable counter beyond its own limit.
/// </summary>
/// <param name="limit">The maximum number of series.</param>
internal sealed class SeriesLimit(int limit)
{
    /// <summary>The route of requests beyond the limit.</summary>
    public const string Other = "(other)";

    private const int Statuses = 6;
    private const int Origins = 3;

    // The series of the other requests have their places, too.
    private readonly int _named = limit - (Statuses * Origins);
    private int _count;

    /// <summary>The traffic of routes beyond the limit.</summary>
    public RouteTraffic Others { get; } = new(Other, series: null);

    /// <summary>Reserves a place for another series.</summary>
    /// <returns>False if there is none.</returns>
    public bool TryAdd()
        => Volatile.Read(ref _count) < _named && Interlocked.Increment(ref _count) <= _named;

    /// <summary>Counts a request whose series has no place, by the first status of its class and without its cluster.</summary>
    public void CountOther(in ExchangeOutcome outcome) => Others.Count(Fold(outcome));

    /// <summary>Returns the outcome that stands for all of a class.</summary>
    private static ExchangeOutcome Fold(in ExchangeOutcome outcome)
        => new(Other, (uint)outcome.Status < 600 ? outcome.Status / 100 * 100 : 0, outcome.Origin);
}

using GatewayKit.Statistics;

namespace GatewayKit.Store;

/// <summary>The settings of the usage statistics. An invalid value throws an <see cref="ArgumentException"/>.</summary>
public sealed class StoreStatisticsOptions
{
    /// <summary>Whether this node counts its requests. Default: true. Statistics of other nodes can be read without.</summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary>The interval at which a node writes, a divisor of a minute from 1 s. A node that dies loses this time at most, and that of
    /// a write. Default: 30 s.</summary>
    public TimeSpan WriteInterval
    {
        get;
        set => field = value >= TimeSpan.FromSeconds(1) && value <= TimeSpan.FromMinutes(1)
            && TimeSpan.TicksPerMinute % value.Ticks == 0
                ? value : throw new ArgumentException("The interval of the statistics must be a divisor of a minute, from 1 s.");
    } = TimeSpan.FromSeconds(30);

    /// <summary>The maximum number of combinations of a route, a consumer and a status class that a node counts separately in an interval,
    /// 1 to 100,000; see <see cref="UsageCollector.Enable"/>. Default: 5,000.</summary>
    public int SeriesLimit
    {
        get;
        set => field = value is >= 1 and <= 100_000
            ? value : throw new ArgumentException("The limit of the statistics must be between 1 and 100,000.");
    } = 5_000;

    /// <summary>The time for which minutes are kept, 1 hour to 31 days. Default: 2 days.</summary>
    public TimeSpan KeepMinutes
    {
        get;
        set => field = value >= TimeSpan.FromHours(1) && value <= TimeSpan.FromDays(31)
            ? value : throw new ArgumentException("Minutes of the statistics must be kept between 1 hour and 31 days.");
    } = TimeSpan.FromDays(2);

    /// <summary>The time for which hours are kept, 1 day to 3,660 days. Default: 13 months, 397 days.</summary>
    public TimeSpan KeepHours
    {
        get;
        set => field = value >= TimeSpan.FromDays(1) && value <= TimeSpan.FromDays(3660)
            ? value : throw new ArgumentException("Hours of the statistics must be kept between 1 day and 3660 days.");
    } = TimeSpan.FromDays(397);
}

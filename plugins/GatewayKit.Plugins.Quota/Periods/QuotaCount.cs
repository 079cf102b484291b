using System.Globalization;

namespace GatewayKit.Plugins.Quota;

/// <summary>One limit of an entry in one period.</summary>
internal sealed class QuotaCount
{
    /// <summary>The clock of another node, or of the store, may differ by this much.</summary>
    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(5);

    /// <param name="scope">The entry's key.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="interval">The period.</param>
    /// <param name="warnAt">The parts in percent that cause a warning.</param>
    public QuotaCount(string scope, QuotaLimit limit, CalendarInterval interval, IEnumerable<int> warnAt)
    {
        (Limit, Interval, Warnings) = (limit, interval, new QuotaWarnings(limit.Limit, warnAt));

        // A period has counters of its own, in a window that starts with the first request and is longer than the rest of the period.
        Policy = new CounterPolicy(
            string.Create(CultureInfo.InvariantCulture, $"{scope} {PeriodName(limit.Period)} {interval.Start:yyyy-MM-dd'T'HH:mm'Z'}"),
            CounterAlgorithm.FixedWindow, new CounterLimit(limit.Limit, interval.Length + s_skew))
        {
            KeepsUsage = true,
        };
    }

    public QuotaLimit Limit { get; }

    public CalendarInterval Interval { get; }

    public CounterPolicy Policy { get; }

    public QuotaWarnings Warnings { get; }

    public static string PeriodName(QuotaPeriod period) => period switch
    {
        QuotaPeriod.Hour => "hour",
        QuotaPeriod.Day => "day",
        QuotaPeriod.Week => "week",
        _ => "month",
    };
}

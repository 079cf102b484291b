namespace GatewayKit.Store.Statistics;

/// <summary>The time of a query, in whole intervals.</summary>
/// <param name="From">The start of the first interval.</param>
/// <param name="To">The end of the last interval.</param>
/// <param name="Length">The length of the intervals; that of the whole range for <see cref="StatisticsInterval.Total"/>.</param>
internal readonly record struct StatisticsRange(DateTime From, DateTime To, TimeSpan Length)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(3660);

    /// <exception cref="ArgumentException">The range is invalid or too long.</exception>
    public static StatisticsRange Of(StatisticsQuery query)
    {
        var unit = query.Interval switch
        {
            StatisticsInterval.Minute => TimeSpan.FromMinutes(1),
            StatisticsInterval.Hour or StatisticsInterval.Total => UsageTimes.OneHour,
            StatisticsInterval.Day => TimeSpan.FromDays(1),
            _ => throw new ArgumentException($"The interval {query.Interval} doesn't exist."),
        };
        if (query.To <= query.From)
            throw new ArgumentException("The end of the time must be after its beginning.");
        if (query.To - query.From > s_longest || query.To > DateTimeOffset.MaxValue - unit)
            throw new ArgumentException("The time is longer than ten years.");

        var from = UsageTimes.Floor(query.From.UtcDateTime, unit);
        var to = UsageTimes.Floor(query.To.UtcDateTime - TimeSpan.FromTicks(1), unit) + unit;
        if (query.Interval == StatisticsInterval.Total)
            return new StatisticsRange(from, to, to - from);

        var count = (to - from) / unit;
        return count <= StatisticsQuery.MaximumPoints
            ? new StatisticsRange(from, to, unit)
            : throw new ArgumentException(FormattableString.Invariant(
                $"The time has {count} intervals; at most {StatisticsQuery.MaximumPoints} are possible. Use longer intervals."));
    }

    /// <summary>Returns the start of the interval that contains a time.</summary>
    public DateTime StartOf(DateTime time) => new(From.Ticks + ((time - From).Ticks / Length.Ticks * Length.Ticks), DateTimeKind.Utc);
}

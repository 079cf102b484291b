namespace GatewayKit.Plugins.Quota;

/// <summary>
/// The periods of the clock of a time zone. Each moment is in exactly one of them, also when the clock changes:
/// <list type="bullet">
/// <item>an hour that the clock shows twice is two hours</item>
/// <item>a day starts at the first moment at which the clock shows midnight</item>
/// <item>if the clock skips midnight, the day starts when it continues</item>
/// </list>
/// </summary>
internal sealed class PeriodCalendar(QuotaPeriod period, TimeZoneInfo zone)
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    /// <summary>Returns the period that contains a moment of universal time.</summary>
    public CalendarInterval At(DateTime time)
    {
        var local = DateTime.SpecifyKind(TimeZoneInfo.ConvertTimeFromUtc(time, zone), DateTimeKind.Unspecified);
        if (period == QuotaPeriod.Hour)
        {
            var offset = zone.GetUtcOffset(time);
            var start = DateTime.SpecifyKind(local.Date.AddHours(local.Hour) - offset, DateTimeKind.Utc);
            return new CalendarInterval(start, start + s_hour);
        }

        var boundary = period switch
        {
            QuotaPeriod.Day => local.Date,
            QuotaPeriod.Week => local.Date.AddDays(-(((int)local.DayOfWeek + 6) % 7)),
            _ => local.Date.AddDays(1 - local.Day),
        };
        var interval = new CalendarInterval(FirstMomentOf(boundary), FirstMomentOf(Next(boundary)));

        // The clock was set back across midnight, and shows the previous day for the second time.
        while (time >= interval.End)
        {
            boundary = Next(boundary);
            interval = new CalendarInterval(interval.End, FirstMomentOf(Next(boundary)));
        }

        return interval;
    }

    private DateTime Next(DateTime boundary) => period switch
    {
        QuotaPeriod.Day => boundary.AddDays(1),
        QuotaPeriod.Week => boundary.AddDays(7),
        _ => boundary.AddMonths(1),
    };

    /// <summary>Returns the first moment at which the clock shows a time or, if the clock skips it, a later one.</summary>
    private DateTime FirstMomentOf(DateTime local)
    {
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(1);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
    }
}

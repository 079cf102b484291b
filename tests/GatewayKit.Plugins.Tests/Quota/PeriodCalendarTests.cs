using System.Globalization;
using GatewayKit.Plugins.Quota;

namespace GatewayKit.Plugins.Tests.Quota;

public class PeriodCalendarTests
{
    [Theory]
    [InlineData("hour", "UTC", "2026-12-01T06:59:59", "2026-12-01T06:00", "2026-12-01T07:00")]
    [InlineData("hour", "Asia/Kolkata", "2026-12-01T06:29:59", "2026-12-01T05:30", "2026-12-01T06:30")]
    [InlineData("day", "UTC", "2026-12-01T00:00:00", "2026-12-01T00:00", "2026-12-02T00:00")]
    [InlineData("day", "America/New_York", "2026-12-01T04:59:59", "2026-11-30T05:00", "2026-12-01T05:00")]
    [InlineData("week", "Europe/Berlin", "2026-12-06T22:59:59", "2026-11-29T23:00", "2026-12-06T23:00")]
    [InlineData("week", "UTC", "2026-12-07T00:00:00", "2026-12-07T00:00", "2026-12-14T00:00")]
    [InlineData("month", "UTC", "2028-02-29T12:00:00", "2028-02-01T00:00", "2028-03-01T00:00")]
    [InlineData("month", "Pacific/Auckland", "2026-12-31T11:00:00", "2026-12-31T11:00", "2027-01-31T11:00")]
    public void A_period_begins_and_ends_by_the_clock_of_the_zone(string period, string zone, string time, string start, string end)
        => Assert.Equal((start, end), At(period, zone, time));

    [Theory]
    // 2026-03-29, 02:00 becomes 03:00; 2026-10-25, 03:00 becomes 02:00.
    [InlineData("day", "Europe/Berlin", "2026-03-29T12:00:00", "2026-03-28T23:00", "2026-03-29T22:00")]
    [InlineData("day", "Europe/Berlin", "2026-10-25T12:00:00", "2026-10-24T22:00", "2026-10-25T23:00")]
    [InlineData("month", "Europe/Berlin", "2026-03-15T12:00:00", "2026-02-28T23:00", "2026-03-31T22:00")]
    [InlineData("hour", "Europe/Berlin", "2026-03-29T01:30:00", "2026-03-29T01:00", "2026-03-29T02:00")]
    [InlineData("hour", "Europe/Berlin", "2026-10-25T00:30:00", "2026-10-25T00:00", "2026-10-25T01:00")]
    [InlineData("hour", "Europe/Berlin", "2026-10-25T01:30:00", "2026-10-25T01:00", "2026-10-25T02:00")]
    // Havana skips midnight on 2026-03-08, and shows it twice on 2026-11-01.
    [InlineData("day", "America/Havana", "2026-03-08T04:59:59", "2026-03-07T05:00", "2026-03-08T05:00")]
    [InlineData("day", "America/Havana", "2026-03-08T05:00:00", "2026-03-08T05:00", "2026-03-09T04:00")]
    [InlineData("day", "America/Havana", "2026-11-01T05:30:00", "2026-11-01T04:00", "2026-11-02T05:00")]
    [InlineData("month", "America/Havana", "2026-11-01T04:00:00", "2026-11-01T04:00", "2026-12-01T05:00")]
    // St. John's set its clock back at 00:01 until 2011, to 23:01 of the day before.
    [InlineData("day", "America/St_Johns", "2010-11-07T03:00:00", "2010-11-07T02:30", "2010-11-08T03:30")]
    public void A_change_of_the_clock_changes_the_length_of_a_period(string period, string zone, string time, string start, string end)
        => Assert.Equal((start, end), At(period, zone, time));

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Havana")]
    [InlineData("America/St_Johns")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Asia/Kathmandu")]
    public void Each_moment_is_in_one_period_and_the_next_one_begins_where_it_ends(string zone)
    {
        foreach (var period in Enum.GetValues<QuotaPeriod>())
        {
            var calendar = new PeriodCalendar(period, TimeZoneInfo.FindSystemTimeZoneById(zone));
            var last = calendar.At(new DateTime(2010, 10, 1, 0, 0, 0, DateTimeKind.Utc));
            for (var time = last.Start; time < new DateTime(2011, 4, 15, 0, 0, 0, DateTimeKind.Utc); time = time.AddMinutes(30))
            {
                var interval = calendar.At(time);
                Assert.True(interval.Contains(time), $"{period} {time:u}");
                if (interval == last)
                    continue;

                // The clock of Lord Howe changes by half an hour, which cuts the hour in which it does.
                Assert.True(interval.Start == last.End || (period == QuotaPeriod.Hour && interval.Start < last.End), $"{period} {time:u}");
                Assert.True(time >= last.End, $"{period} {time:u}");
                last = interval;
            }
        }
    }

    private static (string Start, string End) At(string period, string zone, string time)
    {
        var interval = new PeriodCalendar(
            Enum.Parse<QuotaPeriod>(period, ignoreCase: true), TimeZoneInfo.FindSystemTimeZoneById(zone)).At(
                DateTime.Parse(time + "Z", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal));
        return (Text(interval.Start), Text(interval.End));
    }

    private static string Text(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}

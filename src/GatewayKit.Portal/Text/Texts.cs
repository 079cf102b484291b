using System.Globalization;

namespace GatewayKit.Portal.Text;

/// <summary>The form of values in pages.</summary>
internal static class Texts
{
    public static string Time(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Hour(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:00", CultureInfo.InvariantCulture);

    public static string Milliseconds(TimeSpan? time)
        => time is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known.TotalMilliseconds:0.#} ms") : "-";

    /// <summary>Returns the words for the period of a limit, such as <c>minute</c> for <c>1m</c> and <c>30 seconds</c> for <c>30s</c>;
    /// the name of any other period as it is.</summary>
    public static string Period(string period)
    {
        if (!Duration.TryParse(period, out var time))
            return period;

        var (count, unit) = time switch
        {
            { Ticks: var ticks } when ticks % TimeSpan.TicksPerDay == 0 => (time.TotalDays, "day"),
            { Ticks: var ticks } when ticks % TimeSpan.TicksPerHour == 0 => (time.TotalHours, "hour"),
            { Ticks: var ticks } when ticks % TimeSpan.TicksPerMinute == 0 => (time.TotalMinutes, "minute"),
            _ => (time.TotalSeconds, "second"),
        };
        return count == 1 ? unit : string.Create(CultureInfo.InvariantCulture, $"{count} {unit}s");
    }
}

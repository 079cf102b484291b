namespace GatewayKit.Store.Statistics;

/// <summary>The starts of intervals, in UTC.</summary>
internal static class UsageTimes
{
    public const int Minute = 60;
    public const int Hour = 3600;

    public static readonly TimeSpan OneHour = TimeSpan.FromHours(1);

    public static DateTime Floor(DateTime time, TimeSpan interval) => new(time.Ticks - (time.Ticks % interval.Ticks), DateTimeKind.Utc);

    public static DateTime HourOf(DateTime time) => Floor(time, OneHour);
}

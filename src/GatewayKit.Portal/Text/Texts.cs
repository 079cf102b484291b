using System.Globalization;

namespace GatewayKit.Portal.Text;

/// <summary>The form of values in pages.</summary>
internal static class Texts
{
    public static string Time(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Hour(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:00", CultureInfo.InvariantCulture);

    public static string Milliseconds(TimeSpan? time)
        => time is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known.TotalMilliseconds:0.#} ms") : "-";
}

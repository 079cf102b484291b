using System.Globalization;

namespace GatewayKit.Plugins.Cache.Directives;

/// <summary>Reads delta-seconds (RFC 9111, section 1.2.2).</summary>
internal static class DeltaSeconds
{
    /// <summary>The value that larger ones become.</summary>
    public const long Maximum = int.MaxValue;

    /// <returns>The seconds; null for a text that doesn't consist of digits.</returns>
    public static long? Parse(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.ContainsAnyExceptInRange('0', '9'))
            return null;

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? Math.Min(seconds, Maximum) : Maximum;
    }

    public static TimeSpan ToTime(long seconds) => TimeSpan.FromTicks(seconds * TimeSpan.TicksPerSecond);
}

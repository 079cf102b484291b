using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace GatewayKit;

/// <summary>Parses and formats durations as the configuration writes them: <c>500ms</c>, <c>30s</c>, <c>1m</c>, <c>2h</c>,
/// <c>1d</c> or <c>00:01:00</c>.</summary>
public static class Duration
{
    private static readonly (string Unit, long Ticks)[] s_units =
    [
        ("ms", TimeSpan.TicksPerMillisecond), ("s", TimeSpan.TicksPerSecond), ("m", TimeSpan.TicksPerMinute),
        ("h", TimeSpan.TicksPerHour), ("d", TimeSpan.TicksPerDay),
    ];

    /// <summary>Parses a duration.</summary>
    /// <param name="text">The text.</param>
    /// <param name="duration">The duration.</param>
    /// <returns><c>true</c> if the text is a valid duration.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out TimeSpan duration)
    {
        duration = default;
        if (string.IsNullOrEmpty(text))
            return false;

        if (text.Contains(':', StringComparison.Ordinal))
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out duration);

        foreach (var (unit, ticks) in s_units)
        {
            if (!text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
                || !decimal.TryParse(
                    text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                        CultureInfo.InvariantCulture, out var amount))
                continue;

            if (decimal.Abs(amount) > (decimal)long.MaxValue / ticks)
                return false;

            duration = new TimeSpan((long)(amount * ticks));
            return true;
        }

        return false;
    }

    /// <summary>Parses a duration.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text isn't a valid duration.</exception>
    public static TimeSpan Parse(string text) => TryParse(text, out var duration)
        ? duration
        : throw new FormatException($"'{text}' isn't a valid duration. Use a format like 500ms, 30s, 1m, 2h, 1d or 00:01:00.");

    /// <summary>Formats a duration in the shortest of these forms.</summary>
    /// <param name="duration">The duration.</param>
    public static string Format(TimeSpan duration)
    {
        foreach (var (unit, ticks) in s_units.Reverse())
        {
            if (duration.Ticks != 0 && duration.Ticks % ticks == 0)
                return string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / ticks}{unit}");
        }

        return duration == TimeSpan.Zero ? "0s" : duration.ToString("c", CultureInfo.InvariantCulture);
    }
}

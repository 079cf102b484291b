using System.Globalization;

namespace GatewayKit.JsonSchema.Formats;

/// <summary>The formats of RFC 3339, section 5.6.</summary>
internal static class DateTimeFormat
{
    public static bool IsDateTime(ReadOnlySpan<char> text)
        => text.Length > 11 && text[10] is 'T' or 't' && IsDate(text[..10]) && IsTime(text[11..]);

    public static bool IsDate(ReadOnlySpan<char> text)
    {
        if (text.Length != 10
            || text[4] != '-'
            || text[7] != '-'
            || Number(text[..4]) is not { } year
            || Number(text[5..7]) is not { } month
            || Number(text[8..]) is not { } day)
            return false;
        // Year 0 exists here, and is a leap year like 4.
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year == 0 ? 4 : year, month);
    }

    public static bool IsTime(ReadOnlySpan<char> text)
    {
        if (text.Length < 9
            || text[2] != ':'
            || text[5] != ':'
            || Number(text[..2]) is not { } hour
            || Number(text[3..5]) is not { } minute
            || Number(text[6..8]) is not { } second)
            return false;
        var rest = text[8..];
        if (rest[0] == '.')
        {
            var digits = rest[1..].IndexOfAnyExceptInRange('0', '9');
            if (digits < 1)
                return false;
            rest = rest[(1 + digits)..];
        }
        if (hour > 23 || minute > 59 || second > 60 || Offset(rest) is not { } offset)
            return false;
        // A leap second is the last second of a day in UTC.
        return second < 60 || ((hour * 60) + minute - offset + 1440) % 1440 == 1439;
    }

    /// <summary>The offset from UTC in minutes.</summary>
    private static int? Offset(ReadOnlySpan<char> text)
    {
        if (text is "Z" or "z")
            return 0;
        if (text.Length != 6
            || text[0] is not ('+' or '-')
            || text[3] != ':'
            || Number(text[1..3]) is not { } hour
            || Number(text[4..]) is not { } minute
            || hour > 23
            || minute > 59)
            return null;
        return (text[0] == '-' ? -1 : 1) * ((hour * 60) + minute);
    }

    private static int? Number(ReadOnlySpan<char> digits)
        => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}

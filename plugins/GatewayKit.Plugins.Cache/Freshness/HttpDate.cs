using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.Cache.Freshness;

/// <summary>Reads dates in the three formats of RFC 9110, section 5.6.7.</summary>
internal static class HttpDate
{
    private static readonly string[] s_formats =
    [
        "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'", "dddd, dd'-'MMM'-'yy HH':'mm':'ss 'GMT'", "ddd MMM dd HH':'mm':'ss yyyy",
        "ddd MMM  d HH':'mm':'ss yyyy",
    ];

    private static readonly CultureInfo s_culture = CreateCulture();

    /// <returns>The date; null without the header, for several lines, or for a text in another format.</returns>
    public static DateTimeOffset? Parse(StringValues lines)
    {
        if (lines.Count != 1 || lines[0] is not { Length: >= 24 and <= 40 } text)
            return null;

        // The names of days and months are read without regard to case; the literal isn't.
        if (text.EndsWith("GMT", StringComparison.OrdinalIgnoreCase))
            text = string.Concat(text.AsSpan(0, text.Length - 3), "GMT");
        return DateTimeOffset.TryParseExact(
            text, s_formats, s_culture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
    }

    // A year of two digits is one of the next fifty years or of the past.
    private static CultureInfo CreateCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.DateTimeFormat.Calendar = new GregorianCalendar { TwoDigitYearMax = TimeProvider.System.GetUtcNow().Year + 50 };
        return culture;
    }
}

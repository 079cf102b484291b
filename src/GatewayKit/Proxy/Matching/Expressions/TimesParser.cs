using System.Globalization;

namespace GatewayKit.Proxy.Matching.Expressions;

/// <summary>Reads how often a part of an expression repeats.</summary>
internal static class TimesParser
{
    private const int MostTimes = 1000;

    /// <param name="pattern">The pattern.</param>
    /// <param name="at">The position after the part; afterwards, that after the repetition.</param>
    /// <param name="min">The minimum number of times.</param>
    /// <param name="max">The maximum number of times; null for any number.</param>
    /// <returns>Whether the part repeats.</returns>
    /// <exception cref="ArgumentException">The repetition is invalid.</exception>
    public static bool TryParse(string pattern, ref int at, out int min, out int? max)
    {
        (min, max) = (0, null);
        switch (at < pattern.Length ? pattern[at] : '\0')
        {
            case '*':
                break;
            case '+':
                min = 1;
                break;
            case '?':
                max = 1;
                break;
            case '{':
                return TryParseBraces(pattern, ref at, out min, out max);
            default:
                return false;
        }

        at++;
        return true;
    }

    /// <summary>RE2 reads anything but numbers in braces as text.</summary>
    private static bool TryParseBraces(string pattern, ref int at, out int min, out int? max)
    {
        (min, max) = (0, null);
        var end = pattern.IndexOf('}', at);
        if (end < 0)
            return false;

        var text = pattern.AsSpan(at + 1, end - at - 1);
        var comma = text.IndexOf(',');
        if (!TryNumber(comma < 0 ? text : text[..comma], out min))
            return false;

        max = comma < 0 ? min : null;
        if (comma >= 0 && comma < text.Length - 1)
        {
            if (!TryNumber(text[(comma + 1)..], out var most))
                return false;
            max = most;
        }

        if (min > MostTimes || max > MostTimes || max < min)
            throw new ArgumentException($"'{{{text}}}' isn't a number of times up to {MostTimes}.");

        at = end + 1;
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out int number)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}

namespace GatewayKit.JsonSchema.Formats;

/// <summary>RFC 3339, appendix A: units follow each other without gaps, and weeks can't be combined with other units.</summary>
internal static class DurationFormat
{
    public static bool IsDuration(ReadOnlySpan<char> text)
    {
        if (text.Length < 3 || text[0] != 'P')
            return false;
        text = text[1..];
        if (text[^1] == 'W')
            return IsDigits(text[..^1]);
        var time = text.IndexOf('T');
        if (time < 0)
            return AreUnits(text, "YMD");
        return (time == 0 || AreUnits(text[..time], "YMD")) && AreUnits(text[(time + 1)..], "HMS");
    }

    private static bool AreUnits(ReadOnlySpan<char> text, string units)
    {
        var last = -1;
        while (!text.IsEmpty)
        {
            var digits = text.IndexOfAnyExceptInRange('0', '9');
            if (digits < 1)
                return false;
            var unit = units.IndexOf(text[digits], StringComparison.Ordinal);
            if (unit < 0 || (last >= 0 && unit != last + 1))
                return false;
            last = unit;
            text = text[(digits + 1)..];
        }
        return last >= 0;
    }

    private static bool IsDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
}

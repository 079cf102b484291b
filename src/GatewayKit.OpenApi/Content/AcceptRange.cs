namespace GatewayKit.OpenApi.Content;

/// <summary>One member of an <c>Accept</c> field.</summary>
/// <param name="Range">The media type or range, without its weight.</param>
/// <param name="Quality">The weight in thousandths, 0 to 1,000.</param>
internal sealed record AcceptRange(MediaType Range, int Quality)
{
    /// <summary>How specific the range is. The most specific match decides (RFC 9110, section 12.5.1).</summary>
    public int Specificity => Range.Type == "*" ? 0 : Range.Subtype == "*" ? 1 : Range.IsRange ? 2 : 3 + Range.Parameters.Count;

    public static AcceptRange? Read(string member)
    {
        if (!MediaType.TryParse(member, out var range))
            return null;
        var quality = 1000;
        var parameters = new List<KeyValuePair<string, string>>();
        foreach (var parameter in range.Parameters)
        {
            // Extensions follow the weight; RFC 9110 has deprecated them.
            if (parameter.Key == "q")
                return TryReadQuality(parameter.Value, out quality)
                    ? new(new MediaType(range.Type, range.Subtype, parameters), quality)
                    : null;
            parameters.Add(parameter);
        }
        return new(range, quality);
    }

    /// <summary>Whether an offered media type is in the range. In strict mode, the offer must have all parameters of the range.</summary>
    public bool Matches(MediaType offered, bool strict)
    {
        if (!Range.Includes(offered))
            return false;
        foreach (var (name, value) in Range.Parameters)
        {
            var other = offered.Parameter(name);
            if (other is null ? strict : !other.Equals(value, StringComparison.OrdinalIgnoreCase))
                return false;
        }
        return true;
    }

    /// <summary>A weight: 0 to 1 with at most three decimals (RFC 9110, section 12.4.2).</summary>
    private static bool TryReadQuality(string text, out int quality)
    {
        quality = 0;
        if (text.Length is 0 or > 5 || text[0] is not ('0' or '1') || (text.Length > 1 && text[1] != '.'))
            return false;
        quality = (text[0] - '0') * 1000;
        var place = 100;
        foreach (var digit in text.AsSpan(Math.Min(2, text.Length)))
        {
            if (!char.IsAsciiDigit(digit))
                return false;
            quality += (digit - '0') * place;
            place /= 10;
        }
        return quality <= 1000;
    }
}

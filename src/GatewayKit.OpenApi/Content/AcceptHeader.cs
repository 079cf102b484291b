namespace GatewayKit.OpenApi.Content;

/// <summary>The <c>Accept</c> field of a request (RFC 9110, section 12.5.1). Thread-safe.</summary>
public sealed class AcceptHeader
{
    private const int MaxLength = 8192;
    private const int MaxRanges = 64;

    private static readonly AcceptHeader s_absent = new([]);

    private readonly AcceptRange[] _ranges;

    private AcceptHeader(AcceptRange[] ranges) => _ranges = ranges;

    /// <summary>Reads the field. Malformed members are ignored, and so is everything after 64 members or 8,192 characters. If no member is
    /// left, the field accepts everything.</summary>
    /// <param name="value">The field's value; <c>null</c> if the request doesn't have the field.</param>
    public static AcceptHeader Parse(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            return s_absent;
        var ranges = Members(value.Length <= MaxLength ? value : value[..MaxLength])
            .Take(MaxRanges)
            .Select(AcceptRange.Read)
            .OfType<AcceptRange>()
            .ToArray();
        return ranges.Length == 0 ? s_absent : new AcceptHeader(ranges);
    }

    /// <summary>Returns the weight of a media type, from 0 (not accepted) to 1.</summary>
    /// <param name="mediaType">The media type; not a range.</param>
    public double QualityOf(MediaType mediaType)
    {
        ArgumentNullException.ThrowIfNull(mediaType);
        return _ranges.Length == 0 ? 1 : (RangeFor(mediaType, strict: true)?.Quality ?? 0) / 1000.0;
    }

    /// <summary>Chooses the media type that the client prefers: by weight, then by how specific the client's range is, then in the client's
    /// order, then in the document's order. Without the field, <c>application/json</c> is preferred, otherwise the first one. A parameter
    /// that only the client mentions is ignored if nothing matches otherwise.</summary>
    /// <param name="offered">The media types or ranges as the document writes them. Invalid ones are never chosen.</param>
    /// <returns>The choice; <c>null</c> if no media type is acceptable or offered.</returns>
    public NegotiatedContent? Choose(IReadOnlyList<OpenApiMediaType> offered)
    {
        ArgumentNullException.ThrowIfNull(offered);
        var offers = Offer.Of(offered);
        if (_ranges.Length == 0)
            return Preferred(offers)?.Content(asked: null);
        return Best(offers, strict: true) ?? Best(offers, strict: false);
    }

    private static Offer? Preferred(List<Offer> offers)
        => offers.Find(offer => offer.Type.Type == "*")
            ?? offers.Find(offer => offer.Type is { Type: "application", Subtype: "json" })
            ?? offers.FirstOrDefault();

    private NegotiatedContent? Best(List<Offer> offers, bool strict)
    {
        (Offer? Offer, MediaType? Asked) best = default;
        (int Quality, int Specificity, int Order) rank = default;
        foreach (var offer in offers)
        {
            for (var i = 0; i < _ranges.Length; i++)
            {
                var range = _ranges[i];
                // A concrete media type that the client requests may be in a range that the document offers.
                var asked = offer.Type.IsRange && !range.Range.IsRange && offer.Type.Includes(range.Range) ? range.Range : null;
                if (range.Quality == 0 || (asked is null && RangeFor(offer.Type, strict) != range))
                    continue;
                var (quality, specificity, order) = (range.Quality, range.Specificity, -i);
                if (best.Offer is null || (quality, specificity, order).CompareTo(rank) > 0)
                    (best, rank) = ((offer, asked), (quality, specificity, order));
            }
        }
        return best.Offer?.Content(best.Asked);
    }

    /// <summary>Returns the most specific range that contains a media type.</summary>
    private AcceptRange? RangeFor(MediaType mediaType, bool strict)
    {
        AcceptRange? found = null;
        foreach (var range in _ranges)
        {
            if (range.Matches(mediaType, strict) && (found is null || range.Specificity > found.Specificity))
                found = range;
        }
        return found;
    }

    /// <summary>Splits the field at commas, except within quotes.</summary>
    private static IEnumerable<string> Members(string value)
    {
        var (start, quoted) = (0, false);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\' && quoted)
                i++;
            else if (value[i] == '"')
                quoted = !quoted;
            else if (value[i] == ',' && !quoted)
            {
                yield return value[start..i];
                start = i + 1;
            }
        }
        yield return value[start..];
    }
}

namespace GatewayKit.OpenApi.Content;

/// <summary>The <c>Accept</c> field of a request (RFC 9110, section 12.5.1). Thread-safe.</summary>
public sealed class AcceptHeader
{
    private const int MaxLength = 8192;
    private const int MaxRanges = 64;

    private static readonly AcceptHeader Absent = new([]);

    private readonly AcceptRange[] _ranges;

    private AcceptHeader(AcceptRange[] ranges) => _ranges = ranges;

    /// <summary>Reads the field. What is malformed in it is passed over, and so is what stands after 64 members or 8,192 characters; if
    /// nothing is left, it accepts everything.</summary>
    /// <param name="value">The field's value; null if it is not there.</param>
    public static AcceptHeader Parse(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            return Absent;
        var ranges = Members(value.Length <= MaxLength ? value : value[..MaxLength]).Take(MaxRanges).Select(AcceptRange.Read).OfType<AcceptRange>().ToArray();
        return ranges.Length == 0 ? Absent : new AcceptHeader(ranges);
    }

    /// <summary>How much a media type is wanted: 0 for not at all, to 1.</summary>
    /// <param name="mediaType">The media type; not a range.</param>
    public double QualityOf(MediaType mediaType)
    {
        ArgumentNullException.ThrowIfNull(mediaType);
        return _ranges.Length == 0 ? 1 : (RangeFor(mediaType, strict: true)?.Quality ?? 0) / 1000.0;
    }

    /// <summary>Chooses what the client wants most: by weight, then by how specifically it is asked for, then in the client's order, then in
    /// the document's. Without the field, <c>application/json</c> is preferred, else the first. A parameter of the client's that the document
    /// doesn't mention is passed over, if nothing matches otherwise.</summary>
    /// <param name="offered">The media types or ranges as the document writes them. What is none is never chosen.</param>
    /// <returns>The choice; null if nothing is acceptable, or nothing is offered.</returns>
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
                // A concrete type that the client asks for may be in a range that the document offers.
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

    /// <summary>The most specific range that a media type is in.</summary>
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

    /// <summary>Members are separated by commas, except within quotes.</summary>
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

using GatewayKit.Bodies;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.Compress;

/// <summary>Selects a coding by <c>Accept-Encoding</c> (RFC 9110, section 12.5.3). Doesn't allocate.</summary>
/// <param name="offered">The codings to use, the preferred one first.</param>
internal sealed class AcceptedCodings(IReadOnlyList<ContentCoding> offered)
{
    private readonly ContentCoding[] _offered = [.. offered];

    /// <summary>Returns the coding with the highest weight; <c>null</c> if the client prefers a body without one, or accepts none of
    /// them.</summary>
    /// <param name="acceptEncoding">The values of the header.</param>
    public ContentCoding? Select(StringValues acceptEncoding)
    {
        if (acceptEncoding.Count == 0)
            return null;

        var others = AcceptEncoding.WeightOf(acceptEncoding, "*");
        ContentCoding? best = null;
        double highest = 0;
        foreach (var coding in _offered)
        {
            var weight = AcceptEncoding.WeightOf(acceptEncoding, coding.Name);
            if (weight == AcceptEncoding.Unlisted && coding == ContentCoding.Gzip)
                weight = AcceptEncoding.WeightOf(acceptEncoding, "x-gzip");
            if (weight == AcceptEncoding.Unlisted)
                weight = others;
            if (weight > highest)
                (best, highest) = (coding, weight);
        }

        return best is not null && AcceptEncoding.WeightOf(acceptEncoding, "identity") > highest ? null : best;
    }

    /// <summary>Returns whether the client rejects a body without a coding.</summary>
    /// <param name="acceptEncoding">The values of the header.</param>
    public static bool RejectIdentity(StringValues acceptEncoding)
        => acceptEncoding.Count > 0 && (AcceptEncoding.WeightOf(acceptEncoding, "identity") switch
        {
            AcceptEncoding.Unlisted => AcceptEncoding.WeightOf(acceptEncoding, "*") == 0,
            var weight => weight == 0,
        });
}

using System.Globalization;
using GatewayKit.Bodies;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.Compress;

/// <summary>Selects a coding by <c>Accept-Encoding</c> (RFC 9110, section 12.5.3). Doesn't allocate.</summary>
/// <param name="offered">The codings to use, the preferred one first.</param>
internal sealed class AcceptedCodings(IReadOnlyList<ContentCoding> offered)
{
    private const double Unlisted = -1;

    private readonly ContentCoding[] _offered = [.. offered];

    /// <summary>Returns the coding with the highest weight; <c>null</c> if the client prefers a body without one, or accepts none of
    /// them.</summary>
    /// <param name="acceptEncoding">The values of the header.</param>
    public ContentCoding? Select(StringValues acceptEncoding)
    {
        if (acceptEncoding.Count == 0)
            return null;

        var others = WeightOf(acceptEncoding, "*");
        ContentCoding? best = null;
        double highest = 0;
        foreach (var coding in _offered)
        {
            var weight = WeightOf(acceptEncoding, coding.Name);
            if (weight == Unlisted && coding == ContentCoding.Gzip)
                weight = WeightOf(acceptEncoding, "x-gzip");
            if (weight == Unlisted)
                weight = others;
            if (weight > highest)
                (best, highest) = (coding, weight);
        }

        return best is not null && WeightOf(acceptEncoding, "identity") > highest ? null : best;
    }

    /// <summary>Returns whether the client rejects a body without a coding.</summary>
    /// <param name="acceptEncoding">The values of the header.</param>
    public static bool RejectIdentity(StringValues acceptEncoding)
        => acceptEncoding.Count > 0 && (WeightOf(acceptEncoding, "identity") switch
        {
            Unlisted => WeightOf(acceptEncoding, "*") == 0,
            var weight => weight == 0,
        });

    private static double WeightOf(StringValues values, string name)
    {
        for (var i = 0; i < values.Count; i++)
        {
            var text = values[i].AsSpan();
            foreach (var range in text.Split(','))
            {
                var member = text[range];
                var end = member.IndexOf(';');
                if ((end < 0 ? member : member[..end]).Trim(" \t").Equals(name, StringComparison.OrdinalIgnoreCase))
                    return end < 0 ? 1 : Weight(member[(end + 1)..]);
            }
        }

        return Unlisted;
    }

    /// <summary>Reads a weight (section 12.4.2). A coding with an invalid one isn't accepted.</summary>
    private static double Weight(ReadOnlySpan<char> parameter)
    {
        parameter = parameter.Trim(" \t");
        return parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
            && double.TryParse(parameter[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight) && weight <= 1
                ? weight
                : 0;
    }
}

using System.Globalization;
using System.Text;

namespace GatewayKit.Bodies;

/// <summary>Requests a response that can be decoded, regardless of other codings that the client accepts.</summary>
internal static class DecodableCodings
{
    private const string Header = "Accept-Encoding";

    private static readonly ContentCoding[] s_codings =
        [ContentCoding.Gzip, ContentCoding.Deflate, ContentCoding.Brotli, ContentCoding.Zstd];

    /// <summary>Removes other codings from <c>Accept-Encoding</c>.</summary>
    public static void Request(HttpRequestMessage request)
    {
        var sent = request.Headers.NonValidated.TryGetValues(Header, out var values) ? values.ToString() : "";
        var reduced = Reduce(sent);
        if (reduced == sent)
            return;

        request.Headers.Remove(Header);
        request.Headers.TryAddWithoutValidation(Header, reduced);
    }

    /// <summary>
    /// Returns the decodable codings of the header (RFC 9110, section 12.5.3). An asterisk becomes the codings that it stands for, except
    /// <c>*;q=0</c>. If nothing is left, or the header is absent, the response should have no coding: <c>identity</c>.
    /// </summary>
    /// <param name="sent">The value of the header; empty if it is absent.</param>
    public static string Reduce(string sent)
    {
        if (AreKnown(sent))
            return sent;

        var reduced = new StringBuilder();
        var hasOthers = false;
        foreach (var range in sent.AsSpan().Split(','))
        {
            var member = sent.AsSpan(range).Trim(" \t");
            var name = AcceptEncoding.NameOf(member);
            if (name is "*" && !hasOthers)
            {
                // Once: each asterisk is compared with the whole header.
                hasOthers = true;
                AddOthers(reduced, sent);
            }
            else if (!name.IsEmpty && ContentCoding.Named(name) is not null)
                Add(reduced, member);
        }

        return reduced.Length == 0 ? ContentCoding.Identity.Name : reduced.ToString();
    }

    private static bool AreKnown(string sent)
    {
        foreach (var range in sent.AsSpan().Split(','))
        {
            var name = AcceptEncoding.NameOf(sent.AsSpan(range));
            if (name.IsEmpty || ContentCoding.Named(name) is null)
                return false;
        }

        return true;
    }

    private static void AddOthers(StringBuilder reduced, string sent)
    {
        var weight = AcceptEncoding.WeightOf(sent, "*");
        var parameter = weight == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $";q={weight:0.###}");
        if (weight == 0)
        {
            Add(reduced, "*;q=0");
            return;
        }

        foreach (var coding in s_codings)
        {
            if (!IsListed(sent, coding))
                Add(reduced, coding.Name + parameter);
        }
    }

    private static bool IsListed(string sent, ContentCoding coding)
    {
        foreach (var range in sent.AsSpan().Split(','))
        {
            if (AcceptEncoding.NameOf(sent.AsSpan(range)) is { IsEmpty: false } name && ContentCoding.Named(name) == coding)
                return true;
        }

        return false;
    }

    private static void Add(StringBuilder reduced, ReadOnlySpan<char> member)
        => reduced.Append(reduced.Length == 0 ? "" : ", ").Append(member);
}

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Bodies;

/// <summary>The headers that describe a body, when a plugin changes it.</summary>
internal static class ContentFields
{
    private static readonly string[] s_digests = ["Content-MD5", "Content-Digest", "Repr-Digest", "Digest"];

    /// <summary>Removes the digests of a body that is changed (RFC 9530).</summary>
    public static void RemoveDigests(IHeaderDictionary headers)
    {
        foreach (var name in s_digests)
            headers.Remove(name);
    }

    /// <summary>
    /// Adjusts the headers of a response whose body is changed: its length is unknown, a part of it can't be requested, and its tag is a
    /// weak one, because the bytes differ from those that the upstream tagged (RFC 9110, section 8.8.1).
    /// </summary>
    public static void Change(IHeaderDictionary headers)
    {
        RemoveDigests(headers);
        headers.ContentLength = null;
        headers.Remove("Accept-Ranges");
        if (headers.ETag is [{ } tag] && !tag.StartsWith("W/", StringComparison.Ordinal))
            headers.ETag = "W/" + tag;
    }

    /// <summary>
    /// Adjusts the headers of a response with 304, by which the client updates those of the body that it has (RFC 9111, section 3.2). It
    /// can have the changed body, so the length, digests and ranges of the other one are removed: without them, it keeps its own. If it
    /// has only the weak form of the tag, it has the changed body, and gets this form.
    /// </summary>
    /// <param name="ifNoneMatch">The tags of the client.</param>
    /// <param name="headers">The headers of the response.</param>
    public static void ChangeNotModified(StringValues ifNoneMatch, IHeaderDictionary headers)
    {
        RemoveDigests(headers);
        headers.ContentLength = null;
        headers.Remove("Accept-Ranges");
        if (headers.ETag is [{ } tag] && !tag.StartsWith("W/", StringComparison.Ordinal)
            && !Has(ifNoneMatch, tag) && Has(ifNoneMatch, "W/" + tag))
            headers.ETag = "W/" + tag;
    }

    /// <summary>Returns whether a comma-separated header has a member, without its parameters. Doesn't allocate.</summary>
    /// <param name="values">The values of the header.</param>
    /// <param name="name">The name of the member, in any case.</param>
    public static bool Has(StringValues values, string name)
    {
        for (var i = 0; i < values.Count; i++)
        {
            var text = values[i].AsSpan();
            foreach (var range in text.Split(','))
            {
                if (text[range].Trim(" \t").Equals(name, StringComparison.OrdinalIgnoreCase))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Adds <c>Accept-Encoding</c> to <c>Vary</c>, unless it is there.</summary>
    public static void VaryByEncoding(IHeaderDictionary headers) => VaryBy(headers, "Accept-Encoding");

    /// <summary>Adds the name of a request's header to <c>Vary</c>, unless it is there.</summary>
    public static void VaryBy(IHeaderDictionary headers, string name)
    {
        var vary = headers.Vary;
        if (vary.Count == 0)
            headers.Vary = name;
        else if (!Has(vary, name) && !Has(vary, "*"))
            headers.Append("Vary", name);
    }
}

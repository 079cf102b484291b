using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Pipeline;

/// <summary>Changes the headers of a message whose content a hook replaces.</summary>
internal static class ContentHeaders
{
    private const string WeakPrefix = "W/";

    /// <summary>The headers that describe the replaced content or its transfer.</summary>
    private static readonly string[] s_obsolete =
        ["Content-Encoding", "Content-Range", "Content-MD5", "Content-Digest", "Repr-Digest", "Digest", "Trailer", "Transfer-Encoding"];

    /// <summary>The headers and trailers with a digest of the content (RFC 9530, sections 2 and 3; RFC 3230; RFC 1864).</summary>
    private static readonly string[] s_digests = ["Content-Digest", "Repr-Digest", "Digest", "Content-MD5"];

    /// <summary>Returns whether a header or a trailer has a digest of the content.</summary>
    public static bool IsDigest(string name)
    {
        foreach (var digest in s_digests)
        {
            if (name.Equals(digest, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Removes the digests of the previous content from the trailers.</summary>
    public static void RemoveDigests(HttpResponseHeaders trailers)
    {
        foreach (var digest in s_digests)
            trailers.Remove(digest);
    }

    /// <summary>Sets the content's type, and removes the headers of the previous content and its length.</summary>
    public static void Replace(IHeaderDictionary headers, string? contentType)
    {
        foreach (var name in s_obsolete)
            headers.Remove(name);
        headers.ContentLength = null;
        headers.ContentType = contentType;
    }

    /// <summary>Changes a strong entity tag to a weak one, because the bytes differ from those that the upstream tagged (RFC 9110,
    /// section 8.8.1).</summary>
    public static void WeakenTag(IHeaderDictionary headers)
    {
        if (headers.ETag is [{ } tag] && !tag.StartsWith(WeakPrefix, StringComparison.Ordinal))
            headers.ETag = WeakPrefix + tag;
    }
}

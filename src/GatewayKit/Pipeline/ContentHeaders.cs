using Microsoft.AspNetCore.Http;

namespace GatewayKit.Pipeline;

/// <summary>Changes the headers of a message whose content a hook replaces.</summary>
internal static class ContentHeaders
{
    private const string WeakPrefix = "W/";

    /// <summary>The headers that describe the replaced content or its transfer.</summary>
    private static readonly string[] s_obsolete =
        ["Content-Encoding", "Content-Range", "Content-MD5", "Content-Digest", "Repr-Digest", "Digest", "Trailer", "Transfer-Encoding"];

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

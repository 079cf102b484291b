using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace GatewayKit.Admin.Http;

/// <summary>Strong entity tags (RFC 9110, section 8.8.3).</summary>
internal static class EntityTag
{
    private const int Size = 16;

    /// <summary>Returns the tag of a body.</summary>
    public static string Of(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return $"\"{System.Buffers.Text.Base64Url.EncodeToString(hash[..Size])}\"";
    }

    /// <summary>Returns the tag of a version, such as that of an entry.</summary>
    public static string Of(long version) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Returns whether If-None-Match names a tag, so that the answer is 304. Compares weakly (section 13.1.2).</summary>
    public static bool IsKnown(HttpRequest request, string tag)
        => Values(request.Headers.IfNoneMatch) is { } values
            && values.Any(value => value.Tag == "*" || value.Tag.Equals(tag, StringComparison.Ordinal));

    /// <summary>Returns whether If-Match names a tag; null if the request has no such header. Compares strongly (section 13.1.1).</summary>
    /// <param name="request">The request.</param>
    /// <param name="tag">The current tag; null if there is nothing.</param>
    public static bool? Matches(HttpRequest request, string? tag)
        => request.Headers.IfMatch.Count == 0 ? null
            : tag is not null && Values(request.Headers.IfMatch) is { } values
                && values.Any(value => value.Tag == "*" || (!value.IsWeak && value.Tag.Equals(tag, StringComparison.Ordinal)));

    private static IList<EntityTagHeaderValue>? Values(Microsoft.Extensions.Primitives.StringValues header)
        => header.Count > 0 && EntityTagHeaderValue.TryParseList(header, out var values) ? values : null;
}

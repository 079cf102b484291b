using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins.Redirect.Locations;

/// <summary>The path of a request as the client has written it.</summary>
internal static class RequestPath
{
    /// <summary>Returns the path, encoded.</summary>
    public static string Of(HttpRequest request)
    {
        if (request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is not ['/', ..] target)
            return request.PathBase.Add(request.Path) is { HasValue: true } path ? path.ToUriComponent() : "/";

        return target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query ? target[..query] : target;
    }

    /// <summary>
    /// Returns the segments that routing has decoded to a value, encoded; null if there are none. Routing decodes <c>%25</c> but not
    /// <c>%2F</c>, so the value alone doesn't tell which percent signs begin an escape.
    /// </summary>
    public static string? SegmentsOf(HttpRequest request, string value)
    {
        var path = Of(request);
        var segments = path.Split('/');
        var count = value.AsSpan().Count('/') + 1;
        if (count > 1)
            return count <= segments.Length && string.Join('/', segments[^count..]) is var end && IsDecoded(end, value)
                ? NormalizedPath.Escaped(end) : null;

        return Array.FindLast(segments, segment => IsDecoded(segment, value)) is { } found ? NormalizedPath.Escaped(found) : null;
    }

    private static bool IsDecoded(string encoded, string value)
    {
        var kept = encoded.Replace("%2F", "%252F", StringComparison.Ordinal).Replace("%2f", "%252f", StringComparison.Ordinal);
        return Uri.UnescapeDataString(kept).Equals(value, StringComparison.Ordinal);
    }
}

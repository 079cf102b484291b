using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace GatewayKit.Plugins.WebSocketSse;

/// <summary>The media type of server-sent events.</summary>
internal static class EventStreamType
{
    public const string Name = "text/event-stream";

    /// <summary>Returns whether a client accepts the type (RFC 9110, section 12.5.1): the most specific range decides. Without
    /// <c>Accept</c>, it accepts any type.</summary>
    public static bool IsAccepted(StringValues accept)
    {
        if (accept.Count == 0)
            return true;
        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges))
            return false;

        var (best, quality) = (-1, 0d);
        foreach (var range in ranges)
        {
            var match = range.MatchesAllTypes ? 0
                : !range.Type.Equals("text", StringComparison.OrdinalIgnoreCase) ? -1
                : range.MatchesAllSubTypes ? 1
                : range.SubType.Equals("event-stream", StringComparison.OrdinalIgnoreCase) ? 2
                : -1;
            if (match > best)
                (best, quality) = (match, range.Quality ?? 1);
        }

        return quality > 0;
    }
}

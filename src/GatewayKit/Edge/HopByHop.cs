using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Edge;

/// <summary>Headers that end at this hop (RFC 9110, section 7.6.1).</summary>
internal static class HopByHop
{
    // Framing and Host are not a client's to take away; the rest of these the edge deals with by itself.
    private static readonly FrozenSet<string> s_kept = new[]
    {
        "Close", "Connection", "Content-Length", "Host", "Keep-Alive", "TE", "Transfer-Encoding", "Upgrade",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Removes what <c>Connection</c> names, before any plugin sets a header, so that a client can never remove what
    /// the gateway says. (Kestrel itself shortens a value that names <c>close</c>, <c>keep-alive</c> or
    /// <c>upgrade</c> among others; what it forgot the client has only told us about its own headers.)
    /// </summary>
    public static void RemoveNamed(IHeaderDictionary headers, in StringValues connection)
    {
        if (connection.Count == 1 && connection.ToString() is "keep-alive" or "close" or "Upgrade")
            return;

        foreach (var value in connection)
        {
            var names = value.AsSpan();
            foreach (var range in names.Split(','))
            {
                var name = names[range].Trim(" \t");
                if (!name.IsEmpty && name[0] != ':' && !s_kept.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name))
                    headers.Remove(name.ToString());
            }
        }
    }

    /// <summary>Leaves of <c>TE</c> what gRPC needs: <c>trailers</c>, over HTTP/2 and later.</summary>
    public static void CleanTe(HttpContext http, in StringValues value)
    {
        const string Trailers = "trailers";
        var headers = http.Request.Headers;
        if (HttpProtocol.IsHttp11(http.Request.Protocol) || HttpProtocol.IsHttp10(http.Request.Protocol))
            headers.Remove("TE");
        else if (value.Count != 1 || !string.Equals(value, Trailers, StringComparison.Ordinal))
            headers.TE = value.ToString().Contains(Trailers, StringComparison.OrdinalIgnoreCase) ? Trailers : default(StringValues);
    }
}

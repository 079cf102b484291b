using System.Collections.Frozen;
using GatewayKit.Responses;
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

    /// <summary>Whether a name in <c>Connection</c> is none of a header to remove: a word of its own, or one of framing.</summary>
    public static bool IsKept(ReadOnlySpan<char> name) => s_kept.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);

    /// <summary>
    /// Removes what <c>Connection</c> names, before any plugin sets a header, so that a client can never remove what the
    /// gateway says. Afterwards the header has only what concerns the connection itself.
    /// </summary>
    public static void RemoveNamed(HttpContext http, in StringValues connection)
    {
        if (connection.Count == 1 && connection.ToString() is "keep-alive" or "close" or "Upgrade")
            return;

        var headers = http.Request.Headers;
        var options = default(StringValues);
        var isMarked = false;
        foreach (var value in connection)
        {
            var names = value.AsSpan();
            var end = names.IndexOf(ConnectionEncoding.TailMark);
            isMarked |= end >= 0;
            if (end >= 0)
                names = names[..end];
            foreach (var range in names.Split(','))
            {
                var name = names[range].Trim(" \t");
                if (ConnectionEncoding.IsOption(name))
                    options = StringValues.Concat(options, name.ToString());
                else if (!name.IsEmpty && name[0] != ':' && !IsKept(name))
                    headers.Remove(name.ToString());
            }
        }

        headers.Connection = options;

        // To Kestrel the tail asks for a connection that is kept alive, which a client of HTTP/1.0 may not know.
        if (isMarked && HttpProtocol.IsHttp10(http.Request.Protocol) && !HasKeepAlive(options))
            Connections.CloseAfterResponse(http);
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

    private static bool HasKeepAlive(in StringValues options)
    {
        foreach (var option in options)
        {
            if (string.Equals(option, "keep-alive", StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}

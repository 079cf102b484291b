using System.Collections.Frozen;
using GatewayKit.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Edge;

/// <summary>Headers that end at this hop (RFC 9110, section 7.6.1).</summary>
internal static class HopByHop
{
    // A client must not remove framing headers and Host; the edge handles the others itself.
    private static readonly FrozenSet<string> s_kept = new[]
    {
        "Close", "Connection", "Content-Length", "Host", "Keep-Alive", "TE", "Transfer-Encoding", "Upgrade",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns whether a name in <c>Connection</c> isn't a header to remove: an option, or a framing header.</summary>
    public static bool IsKept(ReadOnlySpan<char> name) => s_kept.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);

    /// <summary>
    /// Removes the headers that <c>Connection</c> names before any plugin sets a header, so that a client can't remove headers of the
    /// gateway. Afterwards <c>Connection</c> contains only options of the connection itself.
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

        // For Kestrel, the tail requests a persistent connection, which an HTTP/1.0 client may not support.
        if (isMarked && HttpProtocol.IsHttp10(http.Request.Protocol) && !HasKeepAlive(options))
            Connections.CloseAfterResponse(http);
    }

    /// <summary>Keeps only the part of <c>TE</c> that gRPC needs: <c>trailers</c>, over HTTP/2 and later.</summary>
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

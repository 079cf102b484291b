using System.Buffers;
using GatewayKit.Edge;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Proxy.Matching;

/// <summary>
/// Matches a request to the letter of the Gateway API, in these steps:
/// <list type="number">
/// <item>the request belongs to the listener of its socket whose host is the most specific one, and to no other</item>
/// <item>if the connection's TLS handshake chose another listener, the request is misdirected (RFC 9110, section 15.5.20)</item>
/// <item>of the routes of the listener that match the request, the first in order is used (<see cref="PreciseOrder"/>)</item>
/// <item>if it is a choice of several routes, one is picked by weight</item>
/// <item>if regular expressions need too much time, the response is 500: a less specific route must not get the request</item>
/// </list>
/// </summary>
internal static class PreciseMatcher
{
    /// <summary>The length of the longest name (RFC 1035, section 2.3.4).</summary>
    private const int LongestHost = 253;

    /// <summary>
    /// The maximum number of steps of regular expressions for a request, some 50 ms. One expression takes linear time, but their number
    /// depends on the owners of routes, who share the gateway.
    /// </summary>
    private const long MostWork = 10_000_000;

    private static readonly SearchValues<char> s_capitals = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>Returns the endpoint of a request; null if no route matches it. Doesn't allocate.</summary>
    /// <param name="index">The routes.</param>
    /// <param name="http">The request.</param>
    /// <param name="connection">The listeners of the request's connection; null if it belongs to an address of the host.</param>
    public static Endpoint? Match(PreciseIndex index, HttpContext http, IListenerFeature? connection)
    {
        var host = HostOf(http.Request);
        if (host.ContainsAny(s_capitals) && host.Length <= LongestHost)
        {
            Span<char> lower = stackalloc char[LongestHost];
            host.ToLowerInvariant(lower);
            return Match(index, http, connection, lower[..host.Length]);
        }

        return Match(index, http, connection, host.Length > LongestHost ? default : host);
    }

    private static Endpoint? Match(PreciseIndex index, HttpContext http, IListenerFeature? connection, scoped ReadOnlySpan<char> host)
    {
        var routes = index.OfHost;
        if (connection is not null)
        {
            if (connection.Find(host) is not { } listener)
                return null;
            if (!connection.IsSelected(host))
                return PreciseAnswers.Misdirected;
            if (index.Of(listener) is not { } own)
                return null;

            routes = own;
        }

        var work = MostWork;
        var request = new PreciseRequest(http, host, ref work);
        var found = routes.Find(ref request);
        return work < 0 ? PreciseAnswers.TooMuchWork : found is null ? null : found.Pick() ?? PreciseAnswers.NoWeight;
    }

    /// <summary>Returns the name as it was sent, without its port.</summary>
    private static ReadOnlySpan<char> HostOf(HttpRequest request)
    {
        var values = request.Headers.Host;
        var host = values.Count == 1 ? values[0].AsSpan() : default;
        return host.LastIndexOf(':') is >= 0 and var colon && colon > host.LastIndexOf(']') ? host[..colon] : host;
    }
}

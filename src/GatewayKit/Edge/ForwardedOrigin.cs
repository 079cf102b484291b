using Microsoft.AspNetCore.Http;

namespace GatewayKit.Edge;

/// <summary>
/// Applies the original scheme and host from a trusted proxy: <c>X-Forwarded-Proto</c> and <c>X-Forwarded-Host</c>, with the
/// value that the nearest proxy set. The gateway forwards them to the upstream.
/// </summary>
internal static class ForwardedOrigin
{
    public static void Apply(HttpRequest request)
    {
        var scheme = Nearest(request.Headers["X-Forwarded-Proto"].ToString());
        if (scheme.Equals("https", StringComparison.OrdinalIgnoreCase))
            request.Scheme = "https";
        else if (scheme.Equals("http", StringComparison.OrdinalIgnoreCase))
            request.Scheme = "http";

        var host = Nearest(request.Headers["X-Forwarded-Host"].ToString());
        if (HostSyntax.IsValid(host) && CanonicalHost.Of(host.ToString()) is { } canonical)
            request.Headers.Host = canonical;
    }

    /// <summary>Returns whether the client used https, and its host, before the origin is applied: a trusted proxy's values, otherwise
    /// those of the connection.</summary>
    public static (bool IsHttps, string Host) Find(HttpContext http, EdgeSettings settings)
    {
        var request = http.Request;
        var host = request.Headers.Host.ToString();
        if (!settings.Trusts(http.Connection.RemoteIpAddress))
            return (request.IsHttps, host);

        var scheme = Nearest(request.Headers["X-Forwarded-Proto"].ToString());
        var forwarded = Nearest(request.Headers["X-Forwarded-Host"].ToString());
        return (scheme.IsEmpty ? request.IsHttps : scheme.Equals("https", StringComparison.OrdinalIgnoreCase),
            HostSyntax.IsValid(forwarded) ? forwarded.ToString() : host);
    }

    private static ReadOnlySpan<char> Nearest(string values) => values.AsSpan(values.LastIndexOf(',') + 1).Trim(" \t");
}

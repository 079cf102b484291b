using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.RewriteLinks;

/// <summary>The scheme, the host and the port under which the client has reached the gateway.</summary>
internal static class PublicOrigin
{
    /// <summary>
    /// Returns the origin. The host is that of the request, with its port. If a trusted proxy forwards a host without port, the port is
    /// that of <c>X-Forwarded-Port</c>: the edge removes these headers from others.
    /// </summary>
    public static string Of(HttpRequest request)
    {
        var origin = $"{request.Scheme}://{request.Host.ToUriComponent()}";
        return request.Host.Port is null && request.Headers.ContainsKey("X-Forwarded-Host")
            && PortOf(request.Headers["X-Forwarded-Port"].ToString()) is { } port && port != (request.IsHttps ? 443 : 80)
                ? string.Create(CultureInfo.InvariantCulture, $"{origin}:{port}")
                : origin;
    }

    /// <summary>Returns the port that the nearest proxy has set; <c>null</c> if it isn't one.</summary>
    private static int? PortOf(string values)
        => ushort.TryParse(
            values.AsSpan(values.LastIndexOf(',') + 1).Trim(" \t"), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                && port > 0
                    ? port
                    : null;
}

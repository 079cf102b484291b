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
        if (!host.IsEmpty && HostSyntax.IsValid(host.ToString()))
            request.Host = new HostString(host.ToString());
    }

    private static ReadOnlySpan<char> Nearest(string values) => values.AsSpan(values.LastIndexOf(',') + 1).Trim(" \t");
}

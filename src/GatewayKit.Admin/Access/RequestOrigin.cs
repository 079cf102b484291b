using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace GatewayKit.Admin.Access;

/// <summary>
/// Recognizes requests from pages of another origin in an operator's browser (Fetch, section 3.2: <c>Origin</c>; Fetch Metadata Request
/// Headers, section 2.3: <c>Sec-Fetch-Site</c>).
/// </summary>
internal static class RequestOrigin
{
    public static bool IsForeign(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"];
        if (site.Count > 0 && !(site.Count == 1 && site[0] is "same-origin" or "none"))
            return true;

        var origin = request.Headers.Origin;
        return origin.Count > 0 && !(origin.Count == 1 && IsOwn(origin[0], request));
    }

    private static bool IsOwn(string? origin, HttpRequest request)
        => Uri.TryCreate(origin, UriKind.Absolute, out var own)
            && own.Scheme.Equals(request.Scheme, StringComparison.OrdinalIgnoreCase)
            && Uri.TryCreate($"{request.Scheme}://{request.Headers[HeaderNames.Host]}", UriKind.Absolute, out var host)
            && own.Host.Equals(host.Host, StringComparison.OrdinalIgnoreCase)
            && own.Port == host.Port;
}

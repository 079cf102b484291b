using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Oidc;

/// <summary>
/// Recognizes requests that a page of another site makes in the user's name. Browsers say where a request comes from in
/// <c>Sec-Fetch-Site</c> and <c>Origin</c>, which scripts can't set. The attribute SameSite of the cookie isn't enough: a page on another
/// subdomain is the same site.
/// </summary>
internal sealed class ForgedRequests(CsrfOptions options, OwnHosts hosts)
{
    private readonly string[] _trusted = [.. options.TrustedOrigins];

    /// <summary>Returns whether a request with the session cookie must be refused: one that can change something, or that opens a
    /// WebSocket, unless it comes from a page of the gateway.</summary>
    public bool Is(HttpRequest request)
    {
        // A WebSocket can be opened by a page of any site, which can also read from it.
        if (WebSocket.Is(request))
            return !IsOwnOrigin(request);
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)
            || HttpMethods.IsTrace(request.Method))
            return false;

        return !IsOwn(request) || (options.Header is { } header && request.Headers[header].Count == 0);
    }

    /// <summary>Returns whether a request comes from a page of the gateway or of a trusted origin, or from the user directly.</summary>
    public bool IsOwn(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"];
        return site.Count == 0
            ? IsOwnOrigin(request)
            : site is ["same-origin" or "none"] || (request.Headers.Origin is [{ } origin] && _trusted.Contains(origin));
    }

    private bool IsOwnOrigin(HttpRequest request)
        => request.Headers.Origin is [{ } origin] && (_trusted.Contains(origin) || origin == hosts.OriginOf(request));
}

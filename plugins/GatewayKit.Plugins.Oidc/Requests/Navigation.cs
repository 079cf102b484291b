using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Oidc;

/// <summary>Recognizes requests with which a browser opens a page. A script can't follow a redirect to a login.</summary>
internal static class Navigation
{
    /// <summary>Returns whether a request opens a page.</summary>
    /// <remarks>Browsers send <c>Sec-Fetch-*</c> (W3C Fetch Metadata) over HTTPS and on this machine; otherwise <c>Accept</c>
    /// decides.</remarks>
    public static bool Is(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) || WebSocket.Is(request))
            return false;

        var mode = request.Headers["Sec-Fetch-Mode"];
        if (mode.Count > 0)
            return mode.Count == 1 && mode[0] == "navigate" && request.Headers["Sec-Fetch-Dest"] is ["document"];

        return request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            && request.Headers.XRequestedWith.Count == 0;
    }
}

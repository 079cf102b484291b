using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.AspNetCoreAuth;

/// <summary>Recognizes a request that opens a page in a browser, where a redirect to a login page is useful.</summary>
internal static class BrowserNavigation
{
    private const string Html = "text/html";

    /// <summary>Returns whether a request is a navigation: it only reads, and accepts HTML by name. Scripts of browsers tell that they
    /// aren't one (Fetch Metadata, <c>Sec-Fetch-Mode</c>).</summary>
    public static bool Is(HttpRequest request)
        => (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && request.Headers.Accept.ToString().Contains(Html, StringComparison.OrdinalIgnoreCase)
            && (!request.Headers.TryGetValue("Sec-Fetch-Mode", out var mode) || mode == "navigate")
            && !request.Headers.ContainsKey("X-Requested-With");
}

using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins;

/// <summary>Recognizes preflights (Fetch standard, CORS-preflight request): a browser's question whether a script may send a request.</summary>
internal static class PreflightRequest
{
    public static bool Is(HttpRequest request)
        => HttpMethods.IsOptions(request.Method) && request.Headers.Origin.Count > 0 && request.Headers.AccessControlRequestMethod.Count > 0;
}

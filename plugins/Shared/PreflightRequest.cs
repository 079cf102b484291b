using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins;

/// <summary>Detects CORS preflight requests (Fetch standard), with which a browser asks whether a script may send a request.</summary>
internal static class PreflightRequest
{
    public static bool Is(HttpRequest request)
        => HttpMethods.IsOptions(request.Method) && request.Headers.Origin.Count > 0 && request.Headers.AccessControlRequestMethod.Count > 0;
}

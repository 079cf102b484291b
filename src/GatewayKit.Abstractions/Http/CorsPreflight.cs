using Microsoft.AspNetCore.Http;

namespace GatewayKit;

/// <summary>Detects CORS preflight requests, with which a browser asks whether a script may send a request.</summary>
public static class CorsPreflight
{
    /// <summary>
    /// Returns whether a request is a preflight: OPTIONS with an <c>Origin</c> and one method in <c>Access-Control-Request-Method</c>
    /// (Fetch standard, "CORS-preflight request"). Doesn't allocate.
    /// </summary>
    /// <param name="request">The request.</param>
    public static bool Is(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return HttpMethods.IsOptions(request.Method) && request.Headers.Origin.Count > 0
            && request.Headers.AccessControlRequestMethod is [{ } method] && HttpSyntax.IsToken(method);
    }
}

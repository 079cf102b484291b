using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins;

/// <summary>
/// Detects CORS preflight requests, with which a browser asks whether a script may send a request: OPTIONS with an <c>Origin</c> and one
/// method in <c>Access-Control-Request-Method</c> (Fetch standard, "CORS-preflight request").
/// </summary>
internal static class PreflightRequest
{
    // A method is a token (RFC 9110, section 5.6.2).
    private static readonly SearchValues<char> s_token = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static bool Is(HttpRequest request)
        => HttpMethods.IsOptions(request.Method) && request.Headers.Origin.Count > 0
            && request.Headers.AccessControlRequestMethod is [{ Length: > 0 } method] && !method.AsSpan().ContainsAnyExcept(s_token);
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Cli.Mocking;

/// <summary>
/// Lets the scripts of every site read a mock's answers (Fetch, section 3.3), with the headers that Prism's users know. Preflights are answered
/// here, so that the document need not declare OPTIONS.
/// </summary>
internal static class MockCors
{
    public static void Use(WebApplication app) => app.Use((http, next) =>
    {
        if (IsPreflight(http.Request))
        {
            Allow(http);
            http.Response.Headers.AccessControlAllowMethods = http.Request.Headers.AccessControlRequestMethod;
            if (http.Request.Headers.AccessControlRequestHeaders is { Count: > 0 } asked)
                http.Response.Headers.AccessControlAllowHeaders = asked;
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        http.Response.OnStarting(static state =>
        {
            Allow((HttpContext)state);
            return Task.CompletedTask;
        }, http);
        return next(http);
    });

    private static bool IsPreflight(HttpRequest request)
        => HttpMethods.IsOptions(request.Method) && request.Headers.Origin.Count > 0 && request.Headers.AccessControlRequestMethod.Count > 0;

    private static void Allow(HttpContext http)
    {
        // A request with cookies is read by its own site only where that is named.
        var headers = http.Response.Headers;
        var hasCookies = http.Request.Headers is { Cookie.Count: > 0, Origin.Count: 1 };
        headers.AccessControlAllowOrigin = hasCookies ? http.Request.Headers.Origin : "*";
        headers.AccessControlAllowHeaders = "*";
        headers.AccessControlAllowCredentials = "true";
        headers.AccessControlExposeHeaders = "*";
        headers.Vary = StringValues.Concat(headers.Vary, "Origin");
    }
}

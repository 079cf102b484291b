using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Cli.Mocking;

/// <summary>
/// Lets the scripts of every site read a mock's responses, with or without credentials (Fetch standard, CORS protocol).
/// With credentials, <c>*</c>
/// is not a wildcard anywhere, so every value is spelled out. Preflights are answered here: the document doesn't have to declare OPTIONS.
/// </summary>
internal static class MockCors
{
    /// <summary>The time that a browser may cache the response to a preflight, in seconds.</summary>
    private const string MaxAge = "600";

    private const string RequestPrivateNetwork = "Access-Control-Request-Private-Network";

    public static void Use(WebApplication app) => app.Use((http, next) =>
    {
        if (IsPreflight(http.Request))
        {
            AnswerPreflight(http.Request.Headers, http.Response);
            return Task.CompletedTask;
        }

        http.Response.OnStarting(static state =>
        {
            AllowReading((HttpContext)state);
            return Task.CompletedTask;
        }, http);
        return next(http);
    });

    private static bool IsPreflight(HttpRequest request)
        => CorsPreflight.Is(request) && Single(request.Headers.Origin) is not null;

    private static void AnswerPreflight(IHeaderDictionary request, HttpResponse response)
    {
        var headers = response.Headers;
        AllowOrigin(request, headers);
        headers.AccessControlAllowMethods = Single(request.AccessControlRequestMethod);
        headers.AccessControlMaxAge = MaxAge;
        if (request.AccessControlRequestHeaders.ToString() is { Length: > 0 } asked && IsPrintable(asked))
            headers.AccessControlAllowHeaders = asked;

        // Allows a site on the internet to call a mock on the developer's machine.
        if (request[RequestPrivateNetwork] == "true")
            headers["Access-Control-Allow-Private-Network"] = "true";
        headers.Vary = $"Origin, Access-Control-Request-Method, Access-Control-Request-Headers, {RequestPrivateNetwork}";
        response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static void AllowReading(HttpContext http)
    {
        var headers = http.Response.Headers;
        AllowOrigin(http.Request.Headers, headers);
        headers.AccessControlExposeHeaders = string.Join(", ", headers.Keys.Where(IsExposed));
        if (!headers.GetCommaSeparatedValues("Vary").Contains("Origin", StringComparer.OrdinalIgnoreCase))
            headers.Vary = StringValues.Concat(headers.Vary, "Origin");
    }

    /// <summary>Allows the request's own origin, including <c>null</c>, to send credentials.
    /// Without an origin, only the next reader of a cache matters.</summary>
    private static void AllowOrigin(IHeaderDictionary request, IHeaderDictionary response)
    {
        response.Remove("Access-Control-Allow-Credentials");
        response.AccessControlAllowOrigin = Single(request.Origin) ?? "*";
        if (Single(request.Origin) is not null)
            response.AccessControlAllowCredentials = "true";
    }

    private static bool IsExposed(string name)
        => !name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase)
            && !name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase);

    private static string? Single(StringValues values) => values is [{ Length: > 0 } value] && IsPrintable(value) ? value : null;

    /// <summary>Returns whether a client's text can be a response header.</summary>
    private static bool IsPrintable(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');
}

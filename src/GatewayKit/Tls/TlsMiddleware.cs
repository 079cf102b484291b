using GatewayKit.Configuration;
using GatewayKit.Edge;
using GatewayKit.Responses;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Tls;

/// <summary>Answers http-01 challenges and redirects requests without TLS, before routing and the host's own pipeline.</summary>
internal static class TlsMiddleware
{
    private const string KeyAuthorizationType = "application/octet-stream";

    public static Task InvokeAsync(HttpContext http, RequestDelegate next, TlsState state, IEdgeSettingsProvider edge)
    {
        if (state.Current is not { } settings)
            return next(http);

        if (AcmePath.TokenOf(http.Request.Path.Value) is { } token)
            return FindAnswer(http, state, token) is { } answer && IsRead(http.Request.Method)
                ? AnswerAsync(http, answer)
                : next(http);

        return settings.Config.Redirect is { Enabled: true } redirect && !http.Request.IsHttps
            ? RedirectAsync(http, next, redirect, edge.Current)
            : next(http);
    }

    // ASP.NET Core decodes the labels of the host.
    private static string? FindAnswer(HttpContext http, TlsState state, string token)
        => state.Challenges is { } challenges && HostNames.ToAscii(http.Request.Host.Host) is { } host
            ? challenges.FindHttp(host, token) : null;

    private static Task AnswerAsync(HttpContext http, string answer)
        => GatewayResponseWriter.WriteAsync(
            http, GatewayResponse.Text(200, answer, KeyAuthorizationType).WithHeader("Cache-Control", "no-store"), ProblemBodies.None);

    private static Task RedirectAsync(HttpContext http, RequestDelegate next, TlsRedirect redirect, EdgeSettings edge)
    {
        var (isHttps, host) = ForwardedOrigin.Find(http, edge);
        var target = RequestTarget.Of(http);

        // CONNECT and OPTIONS * don't have a path; the edge answers them.
        if (isHttps || target == "*" || HttpMethods.IsConnect(http.Request.Method))
            return next(http);

        return HttpsLocation.Of(host, target, redirect.Port) is { } location
            ? GatewayResponseWriter.WriteAsync(
                http, new GatewayResponse(redirect.Status).WithHeader("Location", location), ProblemBodies.None)
            : GatewayResponseWriter.WriteAsync(
                http, HostSyntax.IsValid(host) ? EdgeProblems.Path(PathTraits.Malformed) : EdgeProblems.Host, edge.Problems);
    }

    private static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
}

using System.Text;
using GatewayKit.Responses;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Edge;

/// <summary>
/// Wraps the whole application, including the host's own endpoints, without changing them: it only spells the host of a request as routing
/// compares it, merges slashes if configured, and responds to requests that match no endpoint.
/// </summary>
internal static class EdgeMiddleware
{
    // The endpoint for "OPTIONS *" instead of a route: a catch-all would match it, although it doesn't have a path.
    private static readonly Endpoint s_server = new(
        static http => GatewayResponseWriter.WriteAsync(http, EdgeProblems.Server, ProblemBodies.None),
        EndpointMetadataCollection.Empty, "OPTIONS *");

    // The router's own endpoint for a known path and an unknown method.
    private const string MethodNotAllowedEndpoint = "405 HTTP Method Not Supported";

    /// <summary>Runs first: gives the host its canonical spelling and merges empty segments before routing, answers for the server as a
    /// whole, and gives the router's 405 a body.</summary>
    public static Task BeforeAsync(HttpContext http, RequestDelegate next, IEdgeSettingsProvider settings, IUnmatchedAnswers answers)
    {
        if (!CanonicalHost.TryApply(http.Request))
            return GatewayResponseWriter.WriteAsync(http, EdgeProblems.Host, settings.Current.Problems);
        if (settings.Current.MergesAnywhere)
            MergeEmptySegments(http.Request);
        if (IsAboutServer(http))
            http.SetEndpoint(s_server);

        // Not awaited, because that would cost every proxied request an allocation: the router's 405 completes synchronously.
        var task = next(http);
        return task.IsCompletedSuccessfully && IsBareMethodNotAllowed(http)
            ? answers.AnswerAsync(http, EdgeProblems.MethodNotAllowed)
            : task;
    }

    /// <summary>Runs last: responds to a request that matches no endpoint.</summary>
    public static Task AfterAsync(HttpContext http, IEdgeSettingsProvider settings, IUnmatchedAnswers answers)
        => answers.AnswerAsync(http, Unmatched(http, settings.Current));

    /// <summary>The response to a request that matches no endpoint.</summary>
    public static GatewayResponse Unmatched(HttpContext http, EdgeSettings settings)
    {
        if (RequestGuard.IsTraceOrConnect(http.Request.Method))
            return EdgeProblems.MethodRefused;
        if (IsAboutServer(http))
            return EdgeProblems.Server;

        var refused = settings.Paths.Refused(RequestTarget.Of(http));
        return refused == PathTraits.None ? GatewayProblems.NoRoute : EdgeProblems.Path(refused);
    }

    /// <summary>Returns whether an endpoint is the router's own for a known path and an unknown method.</summary>
    public static bool IsMethodNotAllowed(Endpoint? endpoint) => endpoint?.DisplayName == MethodNotAllowedEndpoint;

    /// <summary>Returns whether a request is about the server as a whole: <c>OPTIONS *</c>.</summary>
    public static bool IsAboutServer(HttpContext http)
        => !http.Request.Path.HasValue && HttpMethods.IsOptions(http.Request.Method) && RequestTarget.Of(http) == "*";

    /// <summary>Merges empty segments of the path.</summary>
    public static void MergeEmptySegments(HttpRequest request)
    {
        var path = request.Path.Value;
        if (path is null || !path.Contains("//", StringComparison.Ordinal))
            return;

        var merged = new StringBuilder(path.Length);
        foreach (var c in path)
        {
            if (c != '/' || merged.Length == 0 || merged[^1] != '/')
                merged.Append(c);
        }

        request.Path = new PathString(merged.ToString());
    }

    private static bool IsBareMethodNotAllowed(HttpContext http)
        => http.Response is { StatusCode: StatusCodes.Status405MethodNotAllowed, HasStarted: false, ContentLength: null }
            && IsMethodNotAllowed(http.GetEndpoint());
}

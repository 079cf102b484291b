using System.Text;
using GatewayKit.Responses;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Edge;

/// <summary>
/// Stands around the whole application, the host's own endpoints included, and leaves those alone: it only merges
/// slashes where the configuration says so, and answers what no endpoint took.
/// </summary>
internal static class EdgeMiddleware
{
    // Taken for "OPTIONS *" instead of a route: a catch-all would match it, although it has no path.
    private static readonly Endpoint s_server = new(
        static http => GatewayResponseWriter.WriteAsync(http, EdgeProblems.Server, ProblemBodies.None), EndpointMetadataCollection.Empty, "OPTIONS *");

    // The router's own endpoint for a path that is known and a method that is not.
    private const string MethodNotAllowedEndpoint = "405 HTTP Method Not Supported";

    /// <summary>Runs first: merges empty segments before routing, answers for the server as a whole, and gives the router's 405 a body.</summary>
    public static Task BeforeAsync(HttpContext http, RequestDelegate next, IEdgeSettingsProvider settings, IUnmatchedAnswers answers)
    {
        if (settings.Current.MergesAnywhere)
            MergeEmptySegments(http.Request);
        if (IsAboutServer(http))
            http.SetEndpoint(s_server);

        // Not awaited, since that would cost every proxied request an allocation: the router's 405 completes at once.
        var task = next(http);
        return task.IsCompletedSuccessfully && IsBareMethodNotAllowed(http)
            ? answers.AnswerAsync(http, EdgeProblems.MethodNotAllowed)
            : task;
    }

    /// <summary>Runs last: answers a request that no endpoint took.</summary>
    public static Task AfterAsync(HttpContext http, IEdgeSettingsProvider settings, IUnmatchedAnswers answers)
        => answers.AnswerAsync(http, Unmatched(http, settings.Current));

    /// <summary>The answer to a request that no endpoint takes.</summary>
    public static GatewayResponse Unmatched(HttpContext http, EdgeSettings settings)
    {
        if (RequestGuard.IsTraceOrConnect(http.Request.Method))
            return EdgeProblems.MethodRefused;
        if (IsAboutServer(http))
            return EdgeProblems.Server;

        var refused = settings.Paths.Refused(RequestTarget.Of(http));
        return refused == PathTraits.None ? EdgeProblems.NotFound : EdgeProblems.Path(refused);
    }

    /// <summary>Whether an endpoint is the router's own for a path that is known and a method that isn't.</summary>
    public static bool IsMethodNotAllowed(Endpoint? endpoint) => endpoint?.DisplayName == MethodNotAllowedEndpoint;

    private static bool IsAboutServer(HttpContext http)
        => !http.Request.Path.HasValue && HttpMethods.IsOptions(http.Request.Method) && RequestTarget.Of(http) == "*";

    private static bool IsBareMethodNotAllowed(HttpContext http)
        => http.Response is { StatusCode: StatusCodes.Status405MethodNotAllowed, HasStarted: false, ContentLength: null }
            && IsMethodNotAllowed(http.GetEndpoint());

    private static void MergeEmptySegments(HttpRequest request)
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
}

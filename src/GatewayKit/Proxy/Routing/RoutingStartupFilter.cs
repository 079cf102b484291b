using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Responses;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Routing;

/// <summary>
/// Answers requests that end in an exception before a route's endpoint runs: in a constraint or a policy of the host, or
/// because the host doesn't have the middleware for a policy of the route. Doesn't catch exceptions of the host's own endpoints.
/// If a policy of a route wouldn't be applied at all, it answers every request until the host's start ends with that error.
/// </summary>
internal sealed partial class RoutingStartupFilter(
    CurrentSnapshot current, HostRateLimiter rateLimiter, ILogger<RoutingStartupFilter> logger) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(following =>
        {
            // The first middleware is built last.
            CheckPolicies();
            return http => InvokeAsync(http, following);
        });
        next(app);
    };

    private void CheckPolicies()
    {
        rateLimiter.Look();
        if (current.Value is not { } snapshot)
            return;

        var errors = new ConfigErrors();
        foreach (var (id, route) in snapshot.Config.Routes)
            rateLimiter.Check(ConfigOwner.Route(id), route.Route, route.Location, errors);

        // An exception here would be logged by the server, and then again by the host.
        if (errors.Count > 0)
            current.Reject(new GatewayConfigException(errors.Items));
    }

    private Task InvokeAsync(HttpContext http, RequestDelegate following)
    {
        if (current.Rejection is not null)
            return GatewayResponseWriter.WriteAsync(http, GatewayProblems.Unanswered, ProblemBodies.None);

        try
        {
            // Not awaited, because that would cost every proxied request an allocation: routing completes synchronously.
            var task = following(http);
            return task.IsFaulted && IsAnswerable(http) ? AnswerAsync(http, task.Exception.GetBaseException()) : task;
        }
        catch (Exception error) when (IsAnswerable(http))
        {
            return AnswerAsync(http, error);
        }
    }

    private Task AnswerAsync(HttpContext http, Exception error)
    {
        LogFailed(error);
        return GatewayResponseWriter.WriteAsync(http, RoutingProblems.Failed, current.Value?.Edge.Problems ?? ProblemBodies.None);
    }

    private static bool IsAnswerable(HttpContext http)
        => !http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested
            && (http.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<RouteModel>() is not null);

    [LoggerMessage(1, LogLevel.Error, "A request could not be routed.")]
    private partial void LogFailed(Exception error);
}

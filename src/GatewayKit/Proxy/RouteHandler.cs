using GatewayKit.Compilation;
using GatewayKit.Edge;
using GatewayKit.Pipeline;
using GatewayKit.Proxy.Draining;
using GatewayKit.Proxy.Routing;
using GatewayKit.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Proxy;

/// <summary>
/// Runs a request on the route that it matches, in this order:
/// <list type="number">
/// <item>the exchange enters the snapshot of the route, which keeps its plugins loaded until the exchange ends;
/// if a reload has replaced the snapshot by then, the request is matched again</item>
/// <item>while the gateway is stopping, the response asks the client to close the connection</item>
/// <item>the edge checks the request and removes headers that it doesn't trust; a rejected request is answered here,
/// and no plugin sees it (<see cref="EdgeCheck"/>)</item>
/// <item>a route without plugins continues directly with YARP (<see cref="PlainForwarding"/>)</item>
/// <item>the authentication and request hooks run (<see cref="PipelineRunner"/>); if one of them responds,
/// the rest is skipped and nothing is forwarded</item>
/// <item>YARP forwards the request: the cluster that a plugin chose, a destination, the transforms, the upstream-request hooks,
/// and once the head of the response is there, the response hooks (<see cref="PipelineTransforms"/>)</item>
/// <item>if the upstream or a hook failed, or the route has no cluster, the error hooks or the gateway create a response, which passes the
/// response hooks</item>
/// <item>a pending response is written; a response of the upstream is already forwarded</item>
/// <item>the completion hooks run, and the exchange exits the snapshot</item>
/// </list>
/// Steps 5 to 9 are those of <see cref="ExchangeRunner"/>. An exception in any step becomes a 500, unless the response has started.
/// </summary>
internal sealed class RouteHandler(
    CurrentSnapshot current, RouteTable table, ConnectionDrain drain, PlainForwarding plain, ExchangeRunner exchanges,
    UnmatchedRequests unmatched, ExchangeTelemetry telemetry)
{
    /// <param name="http">The request.</param>
    /// <param name="version">The version of the route table that the request was matched with.</param>
    /// <param name="routeId">The id of the matched route.</param>
    /// <param name="forward">Runs YARP.</param>
    public Task HandleAsync(HttpContext http, RouteTableVersion version, string routeId, RequestDelegate forward)
    {
        while (true)
        {
            var route = version.Find(routeId);
            if (route?.Snapshot.TryEnter() == true)
                return RunAsync(http, route, forward);

            // A reload may have replaced the route just now, or the whole version of the table that the request was matched with.
            if (route == version.Find(routeId))
                return MatchAgainAsync(http, version);
        }
    }

    /// <param name="http">The request.</param>
    /// <param name="route">The route.</param>
    /// <param name="forward">Runs YARP.</param>
    public Task HandleAsync(HttpContext http, CompiledRoute route, RequestDelegate forward)
        => route.Snapshot.TryEnter() ? RunAsync(http, route, forward) : MatchAgainAsync(http, RouteTableVersion.Of(http));

    private Task RunAsync(HttpContext http, CompiledRoute route, RequestDelegate forward)
    {
        drain.CloseIfDraining(http);
        var sampled = telemetry.Sample(http, route.Snapshot);
        var refusal = EdgeCheck.FindRefusal(http, route);
        var measurement = telemetry.Begin(http, route, sampled);
        if (refusal is not null)
            return EdgeCheck.RefuseAsync(http, route, refusal, telemetry, measurement);

        return route.Pipeline.Count == 0 && route.Info.ClusterId is not null && route.Maintenance is null
            ? plain.ForwardAsync(http, route, forward, measurement)
            : exchanges.RunAsync(new Exchange(http, route) { Measurement = measurement }, forward);
    }

    /// <summary>
    /// Matches the request again with the active configuration. Another route may match, unless the host's
    /// middleware, which already ran for the old route, would have treated it differently.
    /// </summary>
    private async Task MatchAgainAsync(HttpContext http, RouteTableVersion? version)
    {
        var retired = http.GetEndpoint()!;
        if (current.Value is not null)
            await table.MatchAsync(http).ConfigureAwait(false);
        var endpoint = http.GetEndpoint();
        if (endpoint is null)
            await unmatched.AnswerAsync(http, GatewayProblems.NoRoute).ConfigureAwait(false);
        else if (RouteTableVersion.Of(http) == version || !HostPolicies.AreSame(retired, endpoint))
            await GatewayResponseWriter.WriteAsync(http, RoutingProblems.RoutesReplaced, current.Value?.Edge.Problems ?? ProblemBodies.None)
                .ConfigureAwait(false);
        else
            await endpoint.RequestDelegate!(http).ConfigureAwait(false);

        // The router's own response to a method that the path doesn't support.
        if (endpoint is not (null or RouteEndpoint)
            && http.Response is { StatusCode: StatusCodes.Status405MethodNotAllowed, HasStarted: false })
            await unmatched.AnswerAsync(http, EdgeProblems.MethodNotAllowed).ConfigureAwait(false);
    }
}

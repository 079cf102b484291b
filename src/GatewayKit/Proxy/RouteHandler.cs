using System.Diagnostics.CodeAnalysis;
using GatewayKit.Compilation;
using GatewayKit.Edge;
using GatewayKit.Pipeline;
using GatewayKit.Proxy.Draining;
using GatewayKit.Proxy.Failures;
using GatewayKit.Proxy.Routing;
using GatewayKit.Proxy.Timeouts;
using GatewayKit.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace GatewayKit.Proxy;

/// <summary>
/// Runs a request on the route that it matches, in this order:
/// <list type="number">
/// <item>the exchange enters the snapshot of the route, which keeps its plugins loaded until the exchange ends;
/// if a reload has replaced the snapshot by then, the request is matched again</item>
/// <item>while the gateway is stopping, the response asks the client to close the connection</item>
/// <item>the edge checks the request and removes headers that it doesn't trust; a rejected request is answered here,
/// and no plugin sees it</item>
/// <item>a route without plugins continues directly with YARP</item>
/// <item>the authentication and request hooks run (<see cref="PipelineRunner"/>); if one of them responds,
/// the rest is skipped and nothing is forwarded</item>
/// <item>YARP forwards the request: the cluster that a plugin chose, a destination, the transforms, the upstream-request hooks,
/// and once the head of the response is there, the response hooks (<see cref="PipelineTransforms"/>)</item>
/// <item>if the upstream or a hook failed, or the route has no cluster, the error hooks or the gateway create a response, which passes the
/// response hooks</item>
/// <item>a pending response is written; a response of the upstream is already forwarded</item>
/// <item>the completion hooks run, and the exchange exits the snapshot</item>
/// </list>
/// An exception in any step becomes a 500, unless the response has started.
/// </summary>
internal sealed partial class RouteHandler(
    PipelineRunner runner, CurrentSnapshot current,
    RouteTable table, ForwardingFailures failures, ConnectionDrain drain, TimeProvider time, ILogger<RouteHandler> logger)
    : IUnmatchedAnswers
{
    private static readonly RequestDelegate s_nowhere = static _ => Task.CompletedTask;

    /// <param name="http">The request.</param>
    /// <param name="slot">The place of the matched route in the route table.</param>
    /// <param name="forward">Runs YARP.</param>
    public Task HandleAsync(HttpContext http, RouteSlot slot, RequestDelegate forward)
    {
        while (true)
        {
            var route = slot.Route;
            if (route.Snapshot.TryEnter())
                return RunAsync(http, route, forward);

            // A reload may have replaced the route just now, or the whole version of the table that the request was matched with.
            if (route == slot.Route)
                return MatchAgainAsync(http);
        }
    }

    /// <param name="http">The request.</param>
    /// <param name="route">The route.</param>
    /// <param name="forward">Runs YARP.</param>
    public Task HandleAsync(HttpContext http, CompiledRoute route, RequestDelegate forward)
        => route.Snapshot.TryEnter() ? RunAsync(http, route, forward) : MatchAgainAsync(http);

    private Task RunAsync(HttpContext http, CompiledRoute route, RequestDelegate forward)
    {
        CloseIfDraining(http);
        if (Refusal(http, route) is { } refusal)
            return RefuseAsync(http, route, refusal);

        return route.Pipeline.Count == 0 && route.Info.ClusterId is not null
            ? ForwardAsync(http, route, forward)
            : RunAsync(new Exchange(http, route), forward);
    }

    /// <summary>Answers a request that matches no route. The global plugins for diagnostics see it, unless the edge rejects it.</summary>
    public Task AnswerAsync(HttpContext http, GatewayResponse answer)
    {
        while (current.Value is { Unmatched: { } route } snapshot)
        {
            if (snapshot.TryEnter())
            {
                return Refusal(http, route) is null
                    ? RunAsync(new Exchange(http, route) { Otherwise = answer }, s_nowhere)
                    : RefuseAsync(http, route, answer);
            }
        }

        return GatewayResponseWriter.WriteAsync(http, answer, current.Value?.Edge.Problems ?? ProblemBodies.None);
    }

    /// <summary>
    /// Matches the request again with the active configuration. Another route may match, unless the host's
    /// middleware, which already ran for the old route, would have treated it differently.
    /// </summary>
    private async Task MatchAgainAsync(HttpContext http)
    {
        var retired = http.GetEndpoint()!;
        var endpoint = current.Value is not null ? await table.MatchAsync(http).ConfigureAwait(false) : retired;
        if (endpoint is null)
            await AnswerAsync(http, GatewayProblems.NoRoute).ConfigureAwait(false);
        else if (endpoint == retired || !HostPolicies.AreSame(retired, endpoint))
            await GatewayResponseWriter.WriteAsync(http, RoutingProblems.RoutesReplaced, current.Value?.Edge.Problems ?? ProblemBodies.None)
                .ConfigureAwait(false);
        else
            await endpoint.RequestDelegate!(http).ConfigureAwait(false);

        // The router's own response to a method that the path doesn't support.
        if (endpoint is not (null or RouteEndpoint)
            && http.Response is { StatusCode: StatusCodes.Status405MethodNotAllowed, HasStarted: false })
            await AnswerAsync(http, EdgeProblems.MethodNotAllowed).ConfigureAwait(false);
    }

    /// <summary>Also for an exchange that started before the gateway began to stop.</summary>
    private void CloseIfDraining(HttpContext http)
    {
        if (drain.IsDraining)
            Connections.CloseAfterResponse(http);
    }

    private static GatewayResponse? Refusal(HttpContext http, CompiledRoute route)
    {
        try
        {
            return RequestGuard.Check(http, route.Paths, route.Snapshot.Edge, route.MaxRequestBodySize);
        }
        catch
        {
            route.Snapshot.Exit();
            throw;
        }
    }

    private static async Task RefuseAsync(HttpContext http, CompiledRoute route, GatewayResponse refusal)
    {
        try
        {
            await GatewayResponseWriter.WriteAsync(http, refusal, route.Problems).ConfigureAwait(false);
        }
        finally
        {
            route.Snapshot.Exit();
        }
    }

    /// <summary>Forwards on a route without plugins: only YARP, and the gateway's own responses to its failures.</summary>
    private async Task ForwardAsync(HttpContext http, CompiledRoute route, RequestDelegate forward)
    {
        using var scope = ExchangeScope.Begin(logger, http, route.Info);
        var host = HostHeaders.Of(http);
        try
        {
            drain.Prepare(http);
            await GrpcDeadline.ForwardAsync(http, forward, time).ConfigureAwait(false);
            failures.Report(http, route.Info);
            CloseIfDraining(http);
            BodilessResponse.MendLength(http);
            if (UpstreamErrors.Read(http) is { } problem)
                await GatewayResponseWriter.WriteAsync(http, problem.Response, route.Problems, host).ConfigureAwait(false);
        }
        catch (Exception error) when (IsAnswerable(http, route, error))
        {
            await GatewayResponseWriter.WriteAsync(http, GatewayProblems.PluginFailed, route.Problems, host).ConfigureAwait(false);
        }
        finally
        {
            if (IsForwardingBroken(http))
                BrokenRead.End(http, http.Request.Body);
            route.Snapshot.Exit();
        }
    }

    private async Task RunAsync(Exchange exchange, RequestDelegate forward)
    {
        using var scope = ExchangeScope.Begin(logger, exchange.Http, exchange.Route);
        try
        {
            exchange.BeginHooks();
            await runner.DownAsync(exchange).ConfigureAwait(false);
            if (exchange.Answer is null)
            {
                if (exchange.Route.ClusterId is not null)
                {
                    exchange.BeginForwarding();
                    drain.Prepare(exchange.Http);
                    await GrpcDeadline.ForwardAsync(exchange.Http, forward, time).ConfigureAwait(false);
                    failures.Report(exchange.Http, exchange.Route);
                    if ((exchange.BodyFailure ?? exchange.Failure) is UpstreamFailureException cut)
                        failures.Report(exchange.Http, exchange.Route, cut);
                    exchange.BeginHooks();
                }

                await SettleAsync(exchange).ConfigureAwait(false);
            }

            exchange.EndHooks();
            CloseIfDraining(exchange.Http);
            if (exchange.Answer is not null && !exchange.Http.Response.HasStarted)
                await WriteAsync(exchange, exchange.Answer).ConfigureAwait(false);
            if (exchange.LeftHookBehind)
                await Connections.EndStreamAsync(exchange.Http).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (exchange.IsAborted)
        {
            // A disconnected client doesn't need a response; a timeout ends a hook in the same way.
            if (RequestTimeout.HasPassed(exchange.Http) && !exchange.Http.Response.HasStarted)
            {
                exchange.EndHooks();
                exchange.ResetResponse();
                await GatewayResponseWriter.WriteAsync(exchange.Http, GatewayProblems.TimedOut, exchange.CompiledRoute.Problems)
                    .ConfigureAwait(false);
            }
        }
        catch (Exception error) when (IsAnswerable(
            exchange.Http, exchange.CompiledRoute, error, isReported: exchange.StreamFailure is not null))
        {
            exchange.EndHooks();
            exchange.ResetResponse();
            await GatewayResponseWriter.WriteAsync(exchange.Http, GatewayProblems.PluginFailed, exchange.CompiledRoute.Problems)
                .ConfigureAwait(false);
        }
        finally
        {
            End(exchange);
        }
    }

    private void End(Exchange exchange)
    {
        if (exchange.StreamFailure is { } failure)
            runner.Report(exchange, failure);
        if (exchange.Pipeline.HasCompletionHooks)
        {
            exchange.BeginHooks();
            runner.Complete(exchange);
        }

        exchange.EndHooks();
        exchange.EndBrokenRead(IsForwardingBroken(exchange.Http));
        exchange.Dispose();
        exchange.Http.Features.Set<Exchange>(null);
        exchange.CompiledRoute.Snapshot.Exit();
    }

    private static bool IsForwardingBroken(HttpContext http) => http.Features.Get<IForwarderErrorFeature>() is not null;

    /// <summary>Creates a response if the upstream didn't send one.</summary>
    private ValueTask SettleAsync(Exchange exchange)
    {
        if (!exchange.IsForwarded)
            return runner.AnswerAsync(exchange, exchange.Otherwise, ResponseOrigin.Gateway, exchange.Reached);

        if (exchange.StreamFailure is { } stream && !exchange.Http.Response.HasStarted)
        {
            exchange.ResetResponse();
            return runner.FailAsync(exchange, stream.Error, GatewayProblems.PluginFailed, stream.Index);
        }

        if (exchange.Failure is { } failure)
            return runner.FailAsync(exchange, failure, HookProblems.For(failure), exchange.Reached);

        BodilessResponse.MendLength(exchange.Http);
        if (exchange.Answer is not null || UpstreamErrors.Read(exchange.Http) is not { } problem)
            return default;

        return problem.Failure is { } upstream
            ? runner.FailAsync(exchange, upstream, problem.Response, exchange.Reached)
            : runner.AnswerAsync(exchange, problem.Response, ResponseOrigin.Gateway, exchange.Reached);
    }

    private static async ValueTask WriteAsync(Exchange exchange, GatewayResponse answer)
    {
        var http = exchange.Http;
        if (exchange.Body is not { IsChanged: true } body || GrpcAnswer.Applies(http))
        {
            try
            {
                await GatewayResponseWriter.WriteBodyAsync(http, answer, exchange.CompiledRoute.Problems).ConfigureAwait(false);
            }
            catch (Exception error) when (answer.IsStreamed && !exchange.IsAborted)
            {
                exchange.NoteAnswerFailure(error);
                throw;
            }

            return;
        }

        var stream = body.Open();
        await using (stream.ConfigureAwait(false))
            await stream.CopyToAsync(http.Response.Body, RequestTimeout.WriteToken(http)).ConfigureAwait(false);
    }

    [SuppressMessage("Performance", "CA1873:Avoid potentially expensive logging", Justification = "Only the route's id is read.")]
    private bool IsAnswerable(HttpContext http, CompiledRoute route, Exception error, bool isReported = false)
    {
        if (http.Response.HasStarted || RequestTimeout.IsClientGone(http))
            return false;

        if (!isReported)
            LogFailed(error, route.Info.Id);
        return true;
    }

    [LoggerMessage(10, LogLevel.Error, "The exchange on route '{Route}' failed.")]
    private partial void LogFailed(Exception error, string route);
}

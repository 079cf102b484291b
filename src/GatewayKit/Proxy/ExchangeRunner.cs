using GatewayKit.Pipeline;
using GatewayKit.Proxy.Draining;
using GatewayKit.Proxy.Failures;
using GatewayKit.Proxy.Timeouts;
using GatewayKit.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace GatewayKit.Proxy;

/// <summary>Runs an exchange that has plugins from its first hook to its last (steps 5 to 9 of <see cref="RouteHandler"/>).</summary>
internal sealed class ExchangeRunner(
    PipelineRunner runner, ForwardingFailures failures, ConnectionDrain drain, TimeProvider time, ExchangeFailures unhandled,
    ExchangeTelemetry telemetry, ILogger<RouteHandler> logger)
{
    /// <param name="exchange">The exchange. It has entered its snapshot.</param>
    /// <param name="forward">Runs YARP.</param>
    public async Task RunAsync(Exchange exchange, RequestDelegate forward)
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
                    exchange.Socket?.Begin(exchange.Http);
                    await GrpcDeadline.ForwardAsync(exchange.Http, forward, time).ConfigureAwait(false);
                    exchange.Socket?.End(exchange.Http);
                    exchange.Measurement?.EndTransfer();
                }

                await SettleAsync(exchange).ConfigureAwait(false);
            }

            exchange.EndHooks();
            drain.CloseIfDraining(exchange.Http);
            if (exchange.Answer is not null && !exchange.Http.Response.HasStarted)
                await WriteAsync(exchange).ConfigureAwait(false);
            if (exchange.LeftHookBehind)
                await Connections.EndStreamAsync(exchange.Http).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (exchange.IsAborted)
        {
            // A disconnected client doesn't need a response; a timeout ends a hook in the same way.
            if (RequestTimeout.HasPassed(exchange.Http) && !exchange.Http.Response.HasStarted)
                await ReplaceAsync(exchange, GatewayProblems.TimedOut).ConfigureAwait(false);
        }
        catch (Exception error) when (unhandled.AreAnswered(
            exchange.Http, exchange.CompiledRoute, error, isReported: exchange.StreamFailure?.Error == error))
        {
            await ReplaceAsync(exchange, GatewayProblems.PluginFailed).ConfigureAwait(false);
        }
        finally
        {
            End(exchange);
        }
    }

    /// <summary>Creates a response if the upstream didn't send one.</summary>
    private ValueTask SettleAsync(Exchange exchange)
    {
        if (!exchange.IsForwarded)
            return runner.AnswerAsync(exchange, exchange.Otherwise, ResponseOrigin.Gateway, exchange.Reached);

        var error = exchange.Http.Features.Get<IForwarderErrorFeature>();
        Report(exchange, error);
        if (exchange.StreamFailure is { } stream && !exchange.Http.Response.HasStarted)
        {
            exchange.BeginHooks();
            exchange.ResetResponse();
            return runner.FailAsync(exchange, stream.Error, GatewayProblems.PluginFailed, stream.Index);
        }

        if (exchange.Failure is { } failure)
        {
            exchange.BeginHooks();
            return runner.FailAsync(exchange, failure, HookProblems.For(failure), exchange.Reached);
        }

        BodilessResponse.FixLength(exchange.Http);
        if (exchange.Answer is not null || error is null || UpstreamErrors.Read(exchange.Http, error) is not { } problem)
            return default;

        exchange.BeginHooks();
        return problem.Failure is { } upstream
            ? runner.FailAsync(exchange, upstream, problem.Response, exchange.Reached)
            : runner.AnswerAsync(exchange, problem.Response, ResponseOrigin.Gateway, exchange.Reached);
    }

    private void Report(Exchange exchange, IForwarderErrorFeature? error)
    {
        if (error is not null)
            failures.Report(exchange.Http, exchange.Route, error);
        if ((exchange.BodyFailure ?? exchange.Failure) is UpstreamFailureException cut)
            failures.Report(exchange.Http, exchange.Route, cut);
    }

    /// <summary>Writes the response. If its body fails before the head is sent, the error hooks can respond instead, once.</summary>
    private async Task WriteAsync(Exchange exchange)
    {
        // A slow client isn't the gateway's own time.
        exchange.Measurement?.BeginTransfer();
        try
        {
            await AnswerWriter.WriteAsync(exchange, exchange.Answer!).ConfigureAwait(false);
            return;
        }
        catch (Exception error) when (exchange.StreamFailure?.Error == error && !exchange.Http.Response.HasStarted && !exchange.IsAborted)
        {
        }

        exchange.Measurement?.EndTransfer();
        exchange.BeginHooks();
        var failure = exchange.StreamFailure!;
        await runner.FailAsync(exchange, failure.Error, GatewayProblems.PluginFailed, failure.Index).ConfigureAwait(false);
        exchange.EndHooks();
        await AnswerWriter.WriteAsync(exchange, exchange.Answer!).ConfigureAwait(false);
    }

    /// <summary>Writes a problem instead of whatever the exchange would have answered; no hook sees it.</summary>
    private static Task ReplaceAsync(Exchange exchange, GatewayResponse problem)
    {
        exchange.EndHooks();
        exchange.ResetResponse();
        exchange.NoteReplaced();
        return GatewayResponseWriter.WriteAsync(exchange.Http, problem, exchange.CompiledRoute.Problems);
    }

    private void End(Exchange exchange)
    {
        exchange.Socket?.End(exchange.Http);
        exchange.EndResponseBody();
        if (exchange.StreamFailure is { } failure)
            runner.Report(exchange, failure);
        if (exchange.Pipeline.HasCompletionHooks)
        {
            if (exchange.IsForwarded)
                exchange.NoteEnd(ForwardingFailures.DestinationOf(exchange.Http), ForwardingFailures.ReasonOf(exchange));
            exchange.BeginHooks();
            runner.Complete(exchange);
        }

        exchange.EndHooks();
        if (exchange.HasRequestBody)
            exchange.EndBrokenRead(ExchangeFailures.IsForwardingBroken(exchange.Http));
        telemetry.End(exchange);
        exchange.Dispose();
        if (exchange.IsForwarded)
            exchange.Http.Features.Set<Exchange>(null);
        exchange.ExitSnapshot();
    }
}

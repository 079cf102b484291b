namespace GatewayKit.Pipeline;

/// <summary>
/// Runs the hooks of an exchange, in this order:
/// <list type="number">
/// <item>the first half of the pipeline: the authentication hook and then the request hook of each entry
/// (<see cref="RequestHooks"/>)</item>
/// <item>after the caller is authenticated, the response of a route in maintenance, or the caller's own second half; a response ends the
/// request here</item>
/// <item>the upstream-request hooks, from the first entry to the last (<see cref="UpstreamRequestHooks"/>)</item>
/// <item>the response hooks, from the last entry that the request has reached back to the first (<see cref="ResponseHooks"/>)</item>
/// <item>after a failure, the error hooks from there back to the first, until one responds (<see cref="ErrorHooks"/>);
/// its response then passes the remaining response hooks</item>
/// <item>the completion hooks, when the exchange has ended (<see cref="CompletionHooks"/>)</item>
/// </list>
/// A hook that completes synchronously costs a call and no allocation: requests and responses run in loops.
/// The first hook that must be awaited continues in a separate async method, which then continues the loop.
/// </summary>
internal sealed class PipelineRunner(
    HookGuard guard, RequestHooks requests, ResponseHooks responses, CompletionHooks completions)
{
    /// <summary>Runs the request from the first entry on that it hasn't reached. Afterwards the exchange has a response, or must be
    /// forwarded.</summary>
    public ValueTask DownAsync(Exchange exchange) => requests.RunAsync(exchange, exchange.Reached);

    /// <summary>Runs the response hooks from entry <paramref name="index"/> back to the first.</summary>
    public ValueTask UpAsync(Exchange exchange, int index) => responses.RunAsync(exchange, index);

    /// <summary>Sets the response of entry <paramref name="index"/> and passes it to the response hooks above.</summary>
    public ValueTask AnswerAsync(Exchange exchange, GatewayResponse answer, ResponseOrigin origin, int index)
        => responses.AnswerAsync(exchange, answer, origin, index);

    /// <summary>Lets the error hooks above entry <paramref name="index"/> respond to a failure; if none does,
    /// responds with <paramref name="problem"/>.</summary>
    public ValueTask FailAsync(Exchange exchange, Exception failure, GatewayResponse problem, int index)
        => responses.FailAsync(exchange, failure, problem, index);

    /// <summary>Runs the completion hooks of the entries that the request has reached.</summary>
    public void Complete(Exchange exchange) => completions.Run(exchange);

    /// <summary>Reports a stream of a plugin that threw, once the exchange has ended.</summary>
    public void Report(Exchange exchange, StreamFailure failure) => guard.Report(exchange, failure);
}

using GatewayKit.Compilation;
using GatewayKit.Plugins;
using GatewayKit.Telemetry;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Pipeline;

/// <summary>Keeps a hook from harming more than its exchange: bounds its time, reports its failure, says whether to go on.</summary>
internal sealed class HookGuard(PluginTelemetry telemetry, BlockedThreadMonitor watch, TimeProvider time)
{
    public static bool IsClientGone(Exchange exchange) => exchange.IsAborted;

    /// <summary>To be held while a hook has the thread.</summary>
    public HookCall Call(PipelineEntry entry) => new(entry, watch);

    /// <summary>The failure of the upstream that a response hook met while it read the body; null if the failure is its own.</summary>
    public static UpstreamFailureException? FailureOfUpstream(Exchange exchange, Exception error)
        => error as UpstreamFailureException ?? (exchange.Body is { IsCut: true } ? new UpstreamFailureException(UpstreamFailure.Failed, error) : null);

    /// <summary>Reports a stream of a plugin that threw, once the exchange has ended.</summary>
    public void Report(Exchange exchange, StreamFailure failure)
        => Log(exchange, exchange.Pipeline[failure.Index], failure.Hook, failure.Error);

    public void Report(Exchange exchange, PipelineEntry entry, string hook, Exception error)
    {
        // What a hook met in the stream of another plugin is reported as that plugin's, when the exchange ends.
        if (exchange.StreamFailure is null || exchange.StreamFailure.Error != error)
            Log(exchange, entry, hook, error);
    }

    /// <returns>Whether the exchange goes on as if the hook had done nothing.</returns>
    /// <exception cref="OperationCanceledException">The client has gone: what failed is of no interest any more.</exception>
    public bool Survives(Exchange exchange, PipelineEntry entry, string hook, Exception error)
    {
        if (IsClientGone(exchange))
            throw new OperationCanceledException(exchange.Http.RequestAborted);

        Report(exchange, entry, hook, error);
        return entry.ContinuesOnError;
    }

    /// <summary>Awaits a hook for as long as its entry allows.</summary>
    /// <exception cref="HookTimeoutException">It took longer; it is left behind.</exception>
    public ValueTask<T> BoundAsync<T>(Exchange exchange, PipelineEntry entry, ValueTask<T> pending)
        => pending.IsCompletedSuccessfully ? pending : new ValueTask<T>(BoundAsync(exchange, entry, pending.AsTask()));

    /// <summary>Awaits a hook for as long as its entry allows.</summary>
    /// <exception cref="HookTimeoutException">It took longer; it is left behind.</exception>
    public Task BoundAsync(Exchange exchange, PipelineEntry entry, ValueTask pending) => BoundAsync(exchange, entry, AsTask(pending));

    private void Log(Exchange exchange, PipelineEntry entry, string hook, Exception error)
    {
        switch (error)
        {
            case HookTimeoutException:
                telemetry.HookTimedOut(entry.Name, exchange.Route.Id, hook, entry.Timeout);
                break;
            case HookMisuseException:
                telemetry.HookMisused(entry.Name, exchange.Route.Id, hook, error);
                break;
            case BlockedPluginException:
                telemetry.CountFailure(entry.Name, hook);
                break;
            default:
                telemetry.HookFailed(entry.Name, exchange.Route.Id, hook, error);
                break;
        }
    }

    private async Task<T> BoundAsync<T>(Exchange exchange, PipelineEntry entry, Task<T> task)
    {
        try
        {
            return await task.WaitAsync(entry.Timeout, time, exchange.Http.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException && !task.IsCompleted)
        {
            var (waitsForClient, waitsForUpstream) = (exchange.WaitsForClient, exchange.Body?.IsWaiting == true);
            exchange.LeaveHookBehind();
            _ = task.ContinueWith(static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            if (error is not TimeoutException)
                throw;
            if (waitsForClient)
                throw new BadHttpRequestException("The request's body did not come in time.", StatusCodes.Status408RequestTimeout);
            if (waitsForUpstream)
                throw new UpstreamFailureException(UpstreamFailure.TimedOut, error);
            throw new HookTimeoutException(entry.Name);
        }
    }

    private static async Task<bool> AsTask(ValueTask pending)
    {
        await pending.ConfigureAwait(false);
        return true;
    }
}

using System.Diagnostics;
using GatewayKit.Compilation;
using GatewayKit.Plugins;
using GatewayKit.Telemetry;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Pipeline;

/// <summary>Limits the effect of a hook to its exchange: limits its time, reports its failure,
/// and determines whether to continue.</summary>
internal sealed class HookGuard(PluginTelemetry telemetry, HookTiming timing, BlockedThreadMonitor watch, TimeProvider time)
{
    public static bool IsClientGone(Exchange exchange) => exchange.IsAborted;

    /// <summary>The mark to hold while a hook uses the thread.</summary>
    public HookCall Call(Exchange exchange, PipelineEntry entry, HookKind hook) => new(exchange, entry, hook, watch, timing);

    /// <summary>The failure of the upstream that occurred while a response hook read the body; null if the hook itself failed.</summary>
    public static UpstreamFailureException? FailureOfUpstream(Exchange exchange, Exception error)
        => error as UpstreamFailureException
            ?? (exchange.Body is { IsCut: true } ? new UpstreamFailureException(UpstreamFailure.Failed, error) : null);

    /// <summary>Reports a stream of a plugin that threw, once the exchange has ended.</summary>
    public void Report(Exchange exchange, StreamFailure failure)
        => Log(exchange, exchange.Pipeline[failure.Index], failure.Hook, failure.Error);

    public void Report(Exchange exchange, PipelineEntry entry, string hook, Exception error)
    {
        // A failure in the stream of another plugin is reported for that plugin when the exchange ends.
        if (exchange.StreamFailure is null || exchange.StreamFailure.Error != error)
            Log(exchange, entry, hook, error);
    }

    /// <returns>Whether the exchange continues as if the hook had done nothing.</returns>
    /// <exception cref="OperationCanceledException">The client disconnected, so the failure doesn't matter.</exception>
    public bool Survives(Exchange exchange, PipelineEntry entry, string hook, Exception error)
    {
        if (IsClientGone(exchange))
            throw new OperationCanceledException(exchange.Http.RequestAborted);

        Report(exchange, entry, hook, error);
        return entry.ContinuesOnError;
    }

    /// <summary>Awaits a hook for as long as its entry allows.</summary>
    /// <exception cref="HookTimeoutException">The hook took longer and is abandoned.</exception>
    public ValueTask<T> BoundAsync<T>(Exchange exchange, PipelineEntry entry, HookKind hook, ValueTask<T> pending)
        => pending.IsCompletedSuccessfully ? pending : new ValueTask<T>(BoundAsync(exchange, entry, hook, pending.AsTask()));

    /// <summary>Awaits a hook for as long as its entry allows.</summary>
    /// <exception cref="HookTimeoutException">The hook took longer and is abandoned.</exception>
    public Task BoundAsync(Exchange exchange, PipelineEntry entry, HookKind hook, ValueTask pending)
        => BoundAsync(exchange, entry, hook, AsTask(pending));

    private void Log(Exchange exchange, PipelineEntry entry, string hook, Exception error)
    {
        HookTiming.Failed(exchange, entry, hook, error);
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

    private async Task<T> BoundAsync<T>(Exchange exchange, PipelineEntry entry, HookKind hook, Task<T> task)
    {
        var start = exchange.Measurement is null ? 0 : Stopwatch.GetTimestamp();
        try
        {
            return await task.WaitAsync(entry.Timeout, time, exchange.Http.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException && !task.IsCompleted)
        {
            var (waitsForClient, waitsForUpstream) = (exchange.WaitsForClient, exchange.Body?.IsWaiting == true);
            exchange.LeaveHookBehind();
            _ = task.ContinueWith(static t => t.Exception, CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            if (error is not TimeoutException)
                throw;
            if (waitsForClient)
                throw new BadHttpRequestException("The request's body didn't arrive in time.", StatusCodes.Status408RequestTimeout);
            if (waitsForUpstream)
                throw new UpstreamFailureException(UpstreamFailure.TimedOut, error);
            throw new HookTimeoutException(entry.Name);
        }
        finally
        {
            if (start != 0)
                timing.AddAwaited(exchange, entry, hook, start);
        }
    }

    private static async Task<bool> AsTask(ValueTask pending)
    {
        await pending.ConfigureAwait(false);
        return true;
    }
}

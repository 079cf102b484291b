using System.Diagnostics.CodeAnalysis;
using GatewayKit.Compilation;
using GatewayKit.Responses;
using GatewayKit.Telemetry;

namespace GatewayKit.Pipeline;

/// <summary>Runs the response hooks, whether the response is the upstream's, that of an entry, or the gateway's after a failure.</summary>
[SuppressMessage("Design", "CA1031:Do not catch general exception types",
    Justification = "An exception of a plugin must only affect its exchange.")]
internal sealed class ResponseHooks(HookGuard guard, ErrorHooks errors)
{
    /// <summary>Runs the hooks from entry <paramref name="index"/> back to the first.</summary>
    public ValueTask RunAsync(Exchange exchange, int index)
    {
        for (; index >= exchange.First; index--)
        {
            var entry = exchange.Pipeline[index];
            if (entry.Response is null)
                continue;

            var pending = Start(exchange, entry, index, out var error);
            if (error is not null)
                return FailAsync(exchange, entry, index, error);
            if (!pending.IsCompletedSuccessfully)
                return ContinueAsync(exchange, entry, index, pending);
            if (pending.Result.Response is { } answer)
                exchange.Take(answer, ResponseOrigin.Plugin, index);
        }

        return default;
    }

    /// <summary>Sets the response of entry <paramref name="index"/> and passes it to the hooks above.</summary>
    public ValueTask AnswerAsync(Exchange exchange, GatewayResponse answer, ResponseOrigin origin, int index)
    {
        exchange.Take(answer, origin, index);
        return RunAsync(exchange, index - 1);
    }

    /// <summary>Sets the response that rejects the credentials of a request, and passes it to the hooks above.</summary>
    public ValueTask RefuseAsync(Exchange exchange, GatewayResponse answer, ResponseOrigin origin, int index)
    {
        exchange.Take(answer, origin, index);
        exchange.NoteRefusal();
        return RunAsync(exchange, index - 1);
    }

    /// <summary>Lets the error hooks above entry <paramref name="index"/> respond to a failure; if none does,
    /// responds with <paramref name="problem"/>.</summary>
    public async ValueTask FailAsync(Exchange exchange, Exception failure, GatewayResponse problem, int index)
    {
        exchange.ResetResponse();
        if (await errors.FindAnswerAsync(exchange, failure, index - 1).ConfigureAwait(false) is var (answer, answering))
            await AnswerAsync(exchange, answer, ResponseOrigin.Plugin, answering).ConfigureAwait(false);
        else
            await AnswerAsync(exchange, problem, ResponseOrigin.Gateway, index).ConfigureAwait(false);
    }

    private ValueTask<HookResult> Start(Exchange exchange, PipelineEntry entry, int index, out Exception? error)
    {
        error = null;
        try
        {
            entry.ThrowIfBarred();
            using var call = guard.Call(exchange, entry, HookKind.Response);
            var pending = entry.Response!.OnResponseAsync(exchange.Enter(index));
            return pending.IsCompletedSuccessfully ? new(Checked(exchange, pending.Result)) : pending;
        }
        catch (Exception thrown)
        {
            error = thrown;
            return default;
        }
    }

    private async ValueTask ContinueAsync(Exchange exchange, PipelineEntry entry, int index, ValueTask<HookResult> pending)
    {
        HookResult result;
        try
        {
            result = Checked(exchange, await guard.BoundAsync(exchange, entry, HookKind.Response, pending).ConfigureAwait(false));
        }
        catch (Exception error)
        {
            await FailAsync(exchange, entry, index, error).ConfigureAwait(false);
            return;
        }

        if (result.Response is { } answer)
            exchange.Take(answer, ResponseOrigin.Plugin, index);
        await RunAsync(exchange, index - 1).ConfigureAwait(false);
    }

    private ValueTask FailAsync(Exchange exchange, PipelineEntry entry, int index, Exception error)
    {
        if (HookGuard.FailureOfUpstream(exchange, error) is { } upstream)
        {
            exchange.BodyFailure = upstream;
            return FailAsync(exchange, upstream, GatewayProblems.For(upstream.Kind), index);
        }

        return guard.Survives(exchange, entry, HookName.Response, error) && exchange.Body?.Failure is null
            ? RunAsync(exchange, index - 1)
            : FailAsync(exchange, error, HookProblems.For(error), index);
    }

    private static HookResult Checked(Exchange exchange, HookResult result)
    {
        exchange.CheckResponseHook(answers: result.Response is not null);
        return result;
    }
}

using System.Diagnostics.CodeAnalysis;
using GatewayKit.Compilation;
using GatewayKit.Responses;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Pipeline;

/// <summary>
/// Runs the hooks of an exchange, in this order:
/// <list type="number">
/// <item>the first half of the pipeline: the authentication hook and then the request hook of each entry</item>
/// <item>after the caller is authenticated, the caller's own second half; a response ends the request here</item>
/// <item>the upstream-request hooks, from the first entry to the last (<see cref="UpstreamRequestHooks"/>)</item>
/// <item>the response hooks, from the last entry that the request has reached back to the first</item>
/// <item>after a failure, the error hooks from there back to the first, until one responds;
/// its response then passes the remaining response hooks</item>
/// <item>the completion hooks, when the exchange has ended</item>
/// </list>
/// A hook that completes synchronously costs a call and no allocation: requests and responses run in loops.
/// The first hook that must be awaited continues in a separate async method, which then continues the loop.
/// </summary>
[SuppressMessage("Design", "CA1031:Do not catch general exception types",
    Justification = "An exception of a plugin must only affect its exchange.")]
internal sealed class PipelineRunner(HookGuard guard)
{
    /// <summary>Runs the request from an entry on. Afterwards the exchange has a response, or must be forwarded.</summary>
    public ValueTask DownAsync(Exchange exchange, int index = 0)
    {
        for (; ; index++)
        {
            if (index == exchange.Pipeline.CallerIndex)
                exchange.UseCaller();
            if (index == exchange.Pipeline.Count)
                return default;

            var entry = exchange.Pipeline[index];
            exchange.Reached = index + 1;
            if (entry.Authentication is not null && AuthenticationRules.Applies(exchange))
            {
                var pending = StartAuthentication(exchange, entry, index, out var error);
                if (error is not null)
                    return FailDownAsync(exchange, entry, index, HookName.Authentication, error);
                if (!pending.IsCompletedSuccessfully)
                    return AuthenticateAsync(exchange, entry, index, pending);
                var result = pending.Result;
                if (AuthenticationRules.Judge(exchange, entry, index, result) is { } refusal)
                    return AnswerAsync(exchange, refusal, AuthenticationRules.OriginOf(result), index);
            }

            if (entry.Request is not null)
            {
                var pending = StartRequest(exchange, entry, index, out var error);
                if (error is not null)
                    return FailDownAsync(exchange, entry, index, HookName.Request, error);
                if (!pending.IsCompletedSuccessfully)
                    return RequestAsync(exchange, entry, index, pending);
                if (pending.Result.Response is { } answer)
                    return AnswerAsync(exchange, answer, ResponseOrigin.Plugin, index);
            }
        }
    }

    /// <summary>Sets the response of entry <paramref name="index"/> and passes it to the response hooks above.</summary>
    public ValueTask AnswerAsync(Exchange exchange, GatewayResponse answer, ResponseOrigin origin, int index)
    {
        exchange.Take(answer, origin, index);
        return UpAsync(exchange, index - 1);
    }

    /// <summary>Runs the response hooks from entry <paramref name="index"/> back to the first.</summary>
    public ValueTask UpAsync(Exchange exchange, int index)
    {
        for (; index >= 0; index--)
        {
            var entry = exchange.Pipeline[index];
            if (entry.Response is null)
                continue;

            var pending = StartResponse(exchange, entry, index, out var error);
            if (error is not null)
                return FailUpAsync(exchange, entry, index, error);
            if (!pending.IsCompletedSuccessfully)
                return RespondAsync(exchange, entry, index, pending);
            if (pending.Result.Response is { } answer)
                exchange.Take(answer, ResponseOrigin.Plugin, index);
        }

        return default;
    }

    /// <summary>Lets the error hooks above entry <paramref name="index"/> respond to a failure; if none does,
    /// responds with <paramref name="problem"/>.</summary>
    public async ValueTask FailAsync(Exchange exchange, Exception failure, GatewayResponse problem, int index)
    {
        exchange.ResetResponse();
        for (var i = index - 1; i >= 0 && exchange.Pipeline.HasErrorHooks; i--)
        {
            var entry = exchange.Pipeline[i];
            if (entry.Error is null)
                continue;

            try
            {
                entry.ThrowIfBarred();
                ValueTask<HookResult> pending;
                using (guard.Call(entry))
                    pending = entry.Error.OnErrorAsync(exchange.Enter(i), failure);
                var result = await guard.BoundAsync(exchange, entry, pending).ConfigureAwait(false);
                if (result.Response is { } answer)
                {
                    await AnswerAsync(exchange, answer, ResponseOrigin.Plugin, i).ConfigureAwait(false);
                    return;
                }
            }
            catch (Exception error) when (!HookGuard.IsClientGone(exchange))
            {
                guard.Report(exchange, entry, HookName.Error, error);
            }
        }

        await AnswerAsync(exchange, problem, ResponseOrigin.Gateway, index).ConfigureAwait(false);
    }

    /// <summary>Reports a stream of a plugin that threw, once the exchange has ended.</summary>
    public void Report(Exchange exchange, StreamFailure failure) => guard.Report(exchange, failure);

    /// <summary>Runs the completion hooks of the entries that the request has reached.</summary>
    public void Complete(Exchange exchange)
    {
        for (var index = exchange.Reached - 1; index >= 0; index--)
        {
            var entry = exchange.Pipeline[index];
            if (entry.Completion is null || entry.IsBarred)
                continue;

            try
            {
                using var call = guard.Call(entry);
                entry.Completion.OnCompleted(exchange.Enter(index));
            }
            catch (Exception error)
            {
                guard.Report(exchange, entry, HookName.Completion, error);
            }
        }
    }

    private ValueTask<AuthenticationResult> StartAuthentication(Exchange exchange, PipelineEntry entry, int index, out Exception? error)
    {
        error = null;
        try
        {
            entry.ThrowIfBarred();
            using var call = guard.Call(entry);
            var pending = entry.Authentication!.AuthenticateAsync(exchange.Enter(index));
            return pending.IsCompletedSuccessfully ? new(Checked(exchange, pending.Result)) : pending;
        }
        catch (Exception thrown)
        {
            error = thrown;
            return default;
        }
    }

    private ValueTask<HookResult> StartRequest(Exchange exchange, PipelineEntry entry, int index, out Exception? error)
    {
        error = null;
        try
        {
            entry.ThrowIfBarred();
            using var call = guard.Call(entry);
            var pending = entry.Request!.OnRequestAsync(exchange.Enter(index));
            return pending.IsCompletedSuccessfully ? new(Checked(exchange, pending.Result)) : pending;
        }
        catch (Exception thrown)
        {
            error = thrown;
            return default;
        }
    }

    private ValueTask<HookResult> StartResponse(Exchange exchange, PipelineEntry entry, int index, out Exception? error)
    {
        error = null;
        try
        {
            entry.ThrowIfBarred();
            using var call = guard.Call(entry);
            var pending = entry.Response!.OnResponseAsync(exchange.Enter(index));
            return pending.IsCompletedSuccessfully ? new(CheckedResponse(exchange, pending.Result)) : pending;
        }
        catch (Exception thrown)
        {
            error = thrown;
            return default;
        }
    }

    private async ValueTask AuthenticateAsync(Exchange exchange, PipelineEntry entry, int index, ValueTask<AuthenticationResult> pending)
    {
        AuthenticationResult result;
        try
        {
            result = Checked(exchange, await guard.BoundAsync(exchange, entry, pending).ConfigureAwait(false));
        }
        catch (Exception error)
        {
            await FailDownAsync(exchange, entry, index, HookName.Authentication, error).ConfigureAwait(false);
            return;
        }

        if (AuthenticationRules.Judge(exchange, entry, index, result) is { } refusal)
        {
            await AnswerAsync(exchange, refusal, AuthenticationRules.OriginOf(result), index).ConfigureAwait(false);
            return;
        }

        if (entry.Request is null)
        {
            await DownAsync(exchange, index + 1).ConfigureAwait(false);
            return;
        }

        var request = StartRequest(exchange, entry, index, out var thrown);
        if (thrown is null)
            await RequestAsync(exchange, entry, index, request).ConfigureAwait(false);
        else
            await FailDownAsync(exchange, entry, index, HookName.Request, thrown).ConfigureAwait(false);
    }

    private async ValueTask RequestAsync(Exchange exchange, PipelineEntry entry, int index, ValueTask<HookResult> pending)
    {
        HookResult result;
        try
        {
            result = Checked(exchange, await guard.BoundAsync(exchange, entry, pending).ConfigureAwait(false));
        }
        catch (Exception error)
        {
            await FailDownAsync(exchange, entry, index, HookName.Request, error).ConfigureAwait(false);
            return;
        }

        if (result.Response is { } answer)
            await AnswerAsync(exchange, answer, ResponseOrigin.Plugin, index).ConfigureAwait(false);
        else
            await DownAsync(exchange, index + 1).ConfigureAwait(false);
    }

    private async ValueTask RespondAsync(Exchange exchange, PipelineEntry entry, int index, ValueTask<HookResult> pending)
    {
        HookResult result;
        try
        {
            result = CheckedResponse(exchange, await guard.BoundAsync(exchange, entry, pending).ConfigureAwait(false));
        }
        catch (Exception error)
        {
            await FailUpAsync(exchange, entry, index, error).ConfigureAwait(false);
            return;
        }

        if (result.Response is { } answer)
            exchange.Take(answer, ResponseOrigin.Plugin, index);
        await UpAsync(exchange, index - 1).ConfigureAwait(false);
    }

    private ValueTask FailDownAsync(Exchange exchange, PipelineEntry entry, int index, string hook, Exception error)
    {
        exchange.Restore();
        if (error is BadHttpRequestException bad && !HookGuard.IsClientGone(exchange))
            return AnswerAsync(exchange, GatewayProblems.For(bad), ResponseOrigin.Gateway, index);

        return guard.Survives(exchange, entry, hook, error)
            ? DownAsync(exchange, index + 1)
            : FailAsync(exchange, error, HookProblems.For(error), index);
    }

    private ValueTask FailUpAsync(Exchange exchange, PipelineEntry entry, int index, Exception error)
    {
        if (HookGuard.FailureOfUpstream(exchange, error) is { } upstream)
        {
            exchange.BodyFailure = upstream;
            return FailAsync(exchange, upstream, GatewayProblems.For(upstream.Kind), index);
        }

        return guard.Survives(exchange, entry, HookName.Response, error) && exchange.Body?.Failure is null
            ? UpAsync(exchange, index - 1)
            : FailAsync(exchange, error, HookProblems.For(error), index);
    }

    private static AuthenticationResult Checked(Exchange exchange, AuthenticationResult result)
    {
        exchange.CheckRequestHook(answers: result.Response is not null);
        return result;
    }

    private static HookResult Checked(Exchange exchange, HookResult result)
    {
        exchange.CheckRequestHook(answers: result.Response is not null);
        return result;
    }

    private static HookResult CheckedResponse(Exchange exchange, HookResult result)
    {
        exchange.CheckResponseHook(answers: result.Response is not null);
        return result;
    }
}

using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Pipeline;

/// <summary>
/// Runs hooks: down the list, up the list, over a failure, after the end. A hook that completes at once costs a call and
/// no allocation; the first one that is awaited continues in a method of its own.
/// </summary>
[SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever a plugin throws harms its exchange alone.")]
internal sealed class PipelineRunner(HookGuard guard)
{
    private const string AuthenticationHook = "authentication";
    private const string RequestHook = "request";
    private const string ResponseHook = "response";
    private const string ErrorHook = "error";
    private const string CompletionHook = "completion";

    /// <summary>Runs the way down from an entry on. Afterwards the exchange has an answer, or is to be forwarded.</summary>
    public ValueTask DownAsync(Exchange exchange, int index = 0)
    {
        while (true)
        {
            if (index == exchange.Pipeline.CallerIndex)
                exchange.UseCaller();
            if (index == exchange.Pipeline.Count)
                return default;

            var entry = exchange.Pipeline[index];
            exchange.Reached = index + 1;
            if (entry.Authentication is { } authentication && AuthenticationRules.Applies(exchange))
            {
                ValueTask<AuthenticationResult> pending;
                try
                {
                    entry.ThrowIfBarred();
                    using var call = guard.Call(entry);
                    pending = authentication.AuthenticateAsync(exchange.Enter(index));
                }
                catch (Exception error)
                {
                    return FailDownAsync(exchange, entry, index, AuthenticationHook, error);
                }

                if (!pending.IsCompletedSuccessfully)
                    return AuthenticateAsync(exchange, entry, index, pending);
                if (AuthenticationRules.Judge(exchange, entry, index, pending.Result) is { } refusal)
                    return AnswerAsync(exchange, refusal, ResponseOrigin.Gateway, index);
            }

            if (entry.Request is not null)
            {
                var pending = StartRequest(exchange, entry, index, out var error);
                if (error is not null)
                    return FailDownAsync(exchange, entry, index, RequestHook, error);
                if (!pending.IsCompletedSuccessfully)
                    return RequestAsync(exchange, entry, index, pending);
                if (pending.Result.Response is { } answer)
                    return AnswerAsync(exchange, answer, ResponseOrigin.Plugin, index);
            }

            index++;
        }
    }

    /// <summary>Runs the authentication hooks alone, to find out who a request's credentials belong to.</summary>
    public async Task IdentifyAsync(Exchange exchange)
    {
        for (var index = 0; index < exchange.Pipeline.CallerIndex; index++)
        {
            var entry = exchange.Pipeline[index];
            if (entry.Authentication is not { } authentication || !AuthenticationRules.Applies(exchange))
                continue;

            ValueTask<AuthenticationResult> pending;
            using (guard.Call(entry))
                pending = authentication.AuthenticateAsync(exchange.Enter(index));
            var result = await guard.BoundAsync(exchange, entry, pending).ConfigureAwait(false);
            if (AuthenticationRules.Judge(exchange, entry, index, result) is not null)
                exchange.Caller = null;
        }
    }

    /// <summary>Takes an answer of entry <paramref name="index"/> and shows it to the response hooks above.</summary>
    public ValueTask AnswerAsync(Exchange exchange, GatewayResponse answer, ResponseOrigin origin, int index)
    {
        exchange.Take(answer, origin);
        return UpAsync(exchange, index - 1);
    }

    /// <summary>Runs the response hooks from entry <paramref name="index"/> up to the first.</summary>
    public ValueTask UpAsync(Exchange exchange, int index)
    {
        for (; index >= 0; index--)
        {
            var entry = exchange.Pipeline[index];
            if (entry.Response is null)
                continue;

            ValueTask<HookResult> pending;
            try
            {
                entry.ThrowIfBarred();
                using var call = guard.Call(entry);
                pending = entry.Response.OnResponseAsync(exchange.Enter(index));
            }
            catch (Exception error)
            {
                return FailUpAsync(exchange, entry, index, error);
            }

            if (!pending.IsCompletedSuccessfully)
                return RespondAsync(exchange, entry, index, pending);
            if (pending.Result.Response is { } answer)
                exchange.Take(answer, ResponseOrigin.Plugin);
        }

        return default;
    }

    /// <summary>Lets the error hooks above entry <paramref name="index"/> answer for a failure, else answers with <paramref name="problem"/>.</summary>
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
                guard.Report(exchange, entry, ErrorHook, error);
            }
        }

        await AnswerAsync(exchange, problem, ResponseOrigin.Gateway, index).ConfigureAwait(false);
    }

    /// <summary>Tells the entries that the request has reached that the exchange has ended.</summary>
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
                guard.Report(exchange, entry, CompletionHook, error);
            }
        }
    }

    private ValueTask<HookResult> StartRequest(Exchange exchange, PipelineEntry entry, int index, out Exception? error)
    {
        error = null;
        try
        {
            entry.ThrowIfBarred();
            using var call = guard.Call(entry);
            return entry.Request!.OnRequestAsync(exchange.Enter(index));
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
            result = await guard.BoundAsync(exchange, entry, pending).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            await FailDownAsync(exchange, entry, index, AuthenticationHook, error).ConfigureAwait(false);
            return;
        }

        if (AuthenticationRules.Judge(exchange, entry, index, result) is { } refusal)
        {
            await AnswerAsync(exchange, refusal, ResponseOrigin.Gateway, index).ConfigureAwait(false);
            return;
        }

        if (entry.Request is not null)
        {
            var request = StartRequest(exchange, entry, index, out var error);
            if (error is null)
                await RequestAsync(exchange, entry, index, request).ConfigureAwait(false);
            else
                await FailDownAsync(exchange, entry, index, RequestHook, error).ConfigureAwait(false);
            return;
        }

        await DownAsync(exchange, index + 1).ConfigureAwait(false);
    }

    private async ValueTask RequestAsync(Exchange exchange, PipelineEntry entry, int index, ValueTask<HookResult> pending)
    {
        HookResult result;
        try
        {
            result = await guard.BoundAsync(exchange, entry, pending).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            await FailDownAsync(exchange, entry, index, RequestHook, error).ConfigureAwait(false);
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
            result = await guard.BoundAsync(exchange, entry, pending).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            await FailUpAsync(exchange, entry, index, error).ConfigureAwait(false);
            return;
        }

        if (result.Response is { } answer)
            exchange.Take(answer, ResponseOrigin.Plugin);
        await UpAsync(exchange, index - 1).ConfigureAwait(false);
    }

    private ValueTask FailDownAsync(Exchange exchange, PipelineEntry entry, int index, string hook, Exception error)
    {
        if (error is BadHttpRequestException bad && !HookGuard.IsClientGone(exchange))
            return AnswerAsync(exchange, bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? GatewayProblems.BodyTooLarge : GatewayProblems.BadBody, ResponseOrigin.Gateway, index);

        return guard.Survives(exchange, entry, hook, error)
            ? DownAsync(exchange, index + 1)
            : FailAsync(exchange, error, GatewayProblems.OfPlugin(error), index);
    }

    private ValueTask FailUpAsync(Exchange exchange, PipelineEntry entry, int index, Exception error)
    {
        if (error is UpstreamFailureException upstream)
            return FailAsync(exchange, error, GatewayProblems.For(upstream.Kind), index);

        return guard.Survives(exchange, entry, ResponseHook, error)
            ? UpAsync(exchange, index - 1)
            : FailAsync(exchange, error, GatewayProblems.OfPlugin(error), index);
    }
}

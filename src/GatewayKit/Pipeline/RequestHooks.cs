using System.Diagnostics.CodeAnalysis;
using GatewayKit.Compilation;
using GatewayKit.Responses;
using GatewayKit.Telemetry;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Pipeline;

/// <summary>Runs the authentication and request hooks of a request, from the first entry to the last or to the one that responds.</summary>
[SuppressMessage("Design", "CA1031:Do not catch general exception types",
    Justification = "An exception of a plugin must only affect its exchange.")]
internal sealed class RequestHooks(HookGuard guard, ResponseHooks responses)
{
    /// <summary>Runs the hooks from an entry on. Afterwards the exchange has a response, or must be forwarded.</summary>
    public ValueTask RunAsync(Exchange exchange, int index)
    {
        for (; ; index++)
        {
            if (index == exchange.Pipeline.CallerIndex)
            {
                exchange.UseCaller();
                if (exchange.CompiledRoute.Maintenance is { } maintenance)
                    return responses.AnswerAsync(exchange, maintenance, ResponseOrigin.Gateway, index);
            }

            if (index == exchange.Pipeline.Count)
                return default;

            var entry = exchange.Pipeline[index];
            exchange.Reached = index + 1;
            if (entry.Authentication is not null && AuthenticationRules.Applies(exchange))
            {
                var pending = StartAuthentication(exchange, entry, index, out var error);
                if (error is not null)
                    return FailAsync(exchange, entry, index, HookName.Authentication, error);
                if (!pending.IsCompletedSuccessfully)
                    return AuthenticateAsync(exchange, entry, index, pending);
                var result = pending.Result;
                if (AuthenticationRules.Judge(exchange, entry, index, result) is { } refusal)
                    return responses.RefuseAsync(exchange, refusal, AuthenticationRules.OriginOf(result), index);
            }

            if (entry.Request is not null)
            {
                var pending = StartRequest(exchange, entry, index, out var error);
                if (error is not null)
                    return FailAsync(exchange, entry, index, HookName.Request, error);
                if (!pending.IsCompletedSuccessfully)
                    return RequestAsync(exchange, entry, index, pending);
                if (pending.Result.Response is { } answer)
                    return responses.AnswerAsync(exchange, answer, ResponseOrigin.Plugin, index);
            }
        }
    }

    private ValueTask<AuthenticationResult> StartAuthentication(Exchange exchange, PipelineEntry entry, int index, out Exception? error)
    {
        error = null;
        try
        {
            entry.ThrowIfBarred();
            using var call = guard.Call(exchange, entry, HookKind.Authentication);
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
            using var call = guard.Call(exchange, entry, HookKind.Request);
            var pending = entry.Request!.OnRequestAsync(exchange.Enter(index));
            return pending.IsCompletedSuccessfully ? new(Checked(exchange, pending.Result)) : pending;
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
            result = Checked(exchange, await guard.BoundAsync(exchange, entry, HookKind.Authentication, pending).ConfigureAwait(false));
        }
        catch (Exception error)
        {
            await FailAsync(exchange, entry, index, HookName.Authentication, error).ConfigureAwait(false);
            return;
        }

        if (AuthenticationRules.Judge(exchange, entry, index, result) is { } refusal)
        {
            await responses.RefuseAsync(exchange, refusal, AuthenticationRules.OriginOf(result), index).ConfigureAwait(false);
            return;
        }

        if (entry.Request is null)
        {
            await RunAsync(exchange, index + 1).ConfigureAwait(false);
            return;
        }

        var request = StartRequest(exchange, entry, index, out var thrown);
        if (thrown is null)
            await RequestAsync(exchange, entry, index, request).ConfigureAwait(false);
        else
            await FailAsync(exchange, entry, index, HookName.Request, thrown).ConfigureAwait(false);
    }

    private async ValueTask RequestAsync(Exchange exchange, PipelineEntry entry, int index, ValueTask<HookResult> pending)
    {
        HookResult result;
        try
        {
            result = Checked(exchange, await guard.BoundAsync(exchange, entry, HookKind.Request, pending).ConfigureAwait(false));
        }
        catch (Exception error)
        {
            await FailAsync(exchange, entry, index, HookName.Request, error).ConfigureAwait(false);
            return;
        }

        if (result.Response is { } answer)
            await responses.AnswerAsync(exchange, answer, ResponseOrigin.Plugin, index).ConfigureAwait(false);
        else
            await RunAsync(exchange, index + 1).ConfigureAwait(false);
    }

    private ValueTask FailAsync(Exchange exchange, PipelineEntry entry, int index, string hook, Exception error)
    {
        exchange.Restore();
        if (error is BadHttpRequestException bad && !HookGuard.IsClientGone(exchange))
            return responses.AnswerAsync(exchange, GatewayProblems.For(bad), ResponseOrigin.Gateway, index);

        return guard.Survives(exchange, entry, hook, error)
            ? RunAsync(exchange, index + 1)
            : responses.FailAsync(exchange, error, HookProblems.For(error), index);
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
}

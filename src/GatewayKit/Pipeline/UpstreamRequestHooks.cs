using System.Diagnostics.CodeAnalysis;
using GatewayKit.Compilation;
using GatewayKit.Telemetry;

namespace GatewayKit.Pipeline;

/// <summary>Runs the upstream-request hooks of the entries that a request has reached.</summary>
[SuppressMessage("Design", "CA1031:Do not catch general exception types",
    Justification = "An exception of a plugin must only affect its exchange.")]
internal sealed class UpstreamRequestHooks(HookGuard guard)
{
    /// <returns>Whether to send the request; if not, the exchange has the failure.</returns>
    public ValueTask<bool> RunAsync(Exchange exchange, HttpRequestMessage request, int index = 0)
    {
        for (; index < exchange.Reached; index++)
        {
            var entry = exchange.Pipeline[index];
            if (entry.UpstreamRequest is null)
                continue;

            var content = request.Content;
            ValueTask pending;
            try
            {
                entry.ThrowIfBarred();
                using var call = guard.Call(exchange, entry, HookKind.UpstreamRequest);
                pending = entry.UpstreamRequest.OnUpstreamRequestAsync(exchange.Enter(index), request);
                if (pending.IsCompletedSuccessfully)
                    Check(exchange, request, content);
            }
            catch (Exception error)
            {
                if (!Survives(exchange, entry, request, content, error))
                    return new(false);
                continue;
            }

            if (!pending.IsCompletedSuccessfully)
                return ContinueAsync(exchange, entry, index, request, content, pending);
            pending.GetAwaiter().GetResult();
        }

        return new(true);
    }

    private async ValueTask<bool> ContinueAsync(
        Exchange exchange, PipelineEntry entry, int index, HttpRequestMessage request, HttpContent? content, ValueTask pending)
    {
        try
        {
            await guard.BoundAsync(exchange, entry, HookKind.UpstreamRequest, pending).ConfigureAwait(false);
            Check(exchange, request, content);
        }
        catch (Exception error)
        {
            if (!Survives(exchange, entry, request, content, error))
                return false;
        }

        return await RunAsync(exchange, request, index + 1).ConfigureAwait(false);
    }

    private static void Check(Exchange exchange, HttpRequestMessage request, HttpContent? content)
    {
        exchange.CheckRequestHook(answers: false);
        if (request.Content != content)
            throw HookMisuseException.ReplacesContent();
    }

    private bool Survives(Exchange exchange, PipelineEntry entry, HttpRequestMessage request, HttpContent? content, Exception error)
    {
        exchange.Restore();
        request.Content = content;
        if (guard.Survives(exchange, entry, HookName.UpstreamRequest, error))
            return true;

        exchange.Failure = error;
        return false;
    }
}

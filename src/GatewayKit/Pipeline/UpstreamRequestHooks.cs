using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.Pipeline;

/// <summary>Runs the upstream-request hooks of the entries that a request has reached.</summary>
[SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever a plugin throws harms its exchange alone.")]
internal sealed class UpstreamRequestHooks(HookGuard guard)
{
    private const string Hook = "upstream-request";

    /// <returns>Whether to send the request; if not, the exchange's failure says why.</returns>
    public ValueTask<bool> RunAsync(Exchange exchange, HttpRequestMessage request, int index = 0)
    {
        for (; index < exchange.Reached; index++)
        {
            var entry = exchange.Pipeline[index];
            if (entry.UpstreamRequest is null)
                continue;

            ValueTask pending;
            try
            {
                entry.ThrowIfBarred();
                using var call = guard.Call(entry);
                pending = entry.UpstreamRequest.OnUpstreamRequestAsync(exchange.Enter(index), request);
            }
            catch (Exception error)
            {
                if (!Survives(exchange, entry, error))
                    return new(false);
                continue;
            }

            if (!pending.IsCompletedSuccessfully)
                return ContinueAsync(exchange, entry, index, request, pending);
            pending.GetAwaiter().GetResult();
        }

        return new(true);
    }

    private async ValueTask<bool> ContinueAsync(Exchange exchange, PipelineEntry entry, int index, HttpRequestMessage request, ValueTask pending)
    {
        try
        {
            await guard.BoundAsync(exchange, entry, pending).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            if (!Survives(exchange, entry, error))
                return false;
        }

        return await RunAsync(exchange, request, index + 1).ConfigureAwait(false);
    }

    private bool Survives(Exchange exchange, PipelineEntry entry, Exception error)
    {
        if (guard.Survives(exchange, entry, Hook, error))
            return true;

        exchange.Failure = error;
        return false;
    }
}

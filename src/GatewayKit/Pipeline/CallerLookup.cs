using System.Diagnostics.CodeAnalysis;
using GatewayKit.Compilation;
using GatewayKit.Telemetry;

namespace GatewayKit.Pipeline;

/// <summary>Runs only the authentication hooks of a request, to explain who the caller is or which entry rejects the request.</summary>
internal sealed class CallerLookup(HookGuard guard)
{
    /// <summary>Authenticates the caller. Afterwards the exchange uses the caller's pipeline.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="known">Returns the result of an entry whose hook doesn't have to run; null for those that run.</param>
    /// <returns>The response that ends the request and the entry that returns it; null if there is none.</returns>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "Any exception of a plugin becomes a response.")]
    public async Task<(PipelineEntry Entry, GatewayResponse Answer)?> FindAsync(
        Exchange exchange, Func<PipelineEntry, AuthenticationResult?>? known = null)
    {
        for (var index = 0; index < exchange.Pipeline.CallerIndex; index++)
        {
            var entry = exchange.Pipeline[index];
            if (entry.Authentication is not { } authentication || !AuthenticationRules.Applies(exchange))
                continue;

            try
            {
                var result = known?.Invoke(entry)
                    ?? await RunAsync(exchange, entry, index, authentication).ConfigureAwait(false);
                if (AuthenticationRules.Judge(exchange, entry, index, result) is { } refusal)
                    return (entry, refusal);
            }
            catch (Exception error)
            {
                guard.Report(exchange, entry, HookName.Authentication, error);
                return (entry, HookProblems.For(error));
            }
        }

        exchange.UseCaller();
        return null;
    }

    private async ValueTask<AuthenticationResult> RunAsync(
        Exchange exchange, PipelineEntry entry, int index, IAuthenticationHook authentication)
    {
        entry.ThrowIfBarred();
        ValueTask<AuthenticationResult> pending;
        using (guard.Call(exchange, entry, HookKind.Authentication))
            pending = authentication.AuthenticateAsync(exchange.Enter(index));
        return await guard.BoundAsync(exchange, entry, HookKind.Authentication, pending).ConfigureAwait(false);
    }
}

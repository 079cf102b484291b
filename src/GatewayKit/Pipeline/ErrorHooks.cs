using System.Diagnostics.CodeAnalysis;
using GatewayKit.Telemetry;

namespace GatewayKit.Pipeline;

/// <summary>Runs the error hooks after a failure. An error hook that throws is reported and passed over.</summary>
[SuppressMessage("Design", "CA1031:Do not catch general exception types",
    Justification = "An exception of a plugin must only affect its exchange.")]
internal sealed class ErrorHooks(HookGuard guard)
{
    /// <summary>Runs the hooks from entry <paramref name="index"/> back to the first, until one responds.</summary>
    /// <returns>The response, and the position of the entry that responds; null if none does.</returns>
    public async ValueTask<(GatewayResponse Answer, int Index)?> FindAnswerAsync(Exchange exchange, Exception failure, int index)
    {
        for (; index >= exchange.First && exchange.Pipeline.HasErrorHooks; index--)
        {
            var entry = exchange.Pipeline[index];
            if (entry.Error is null)
                continue;

            try
            {
                entry.ThrowIfBarred();
                ValueTask<HookResult> pending;
                using (guard.Call(exchange, entry, HookKind.Error))
                    pending = entry.Error.OnErrorAsync(exchange.Enter(index), failure);
                var result = await guard.BoundAsync(exchange, entry, HookKind.Error, pending).ConfigureAwait(false);
                if (result.Response is { } answer)
                    return (answer, index);
            }
            catch (Exception error) when (!HookGuard.IsClientGone(exchange))
            {
                guard.Report(exchange, entry, HookName.Error, error);
            }
        }

        return null;
    }
}

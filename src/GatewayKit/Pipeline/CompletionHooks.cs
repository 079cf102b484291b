using System.Diagnostics.CodeAnalysis;
using GatewayKit.Telemetry;

namespace GatewayKit.Pipeline;

/// <summary>Runs the completion hooks when an exchange has ended.</summary>
[SuppressMessage("Design", "CA1031:Do not catch general exception types",
    Justification = "An exception of a plugin must only affect its exchange.")]
internal sealed class CompletionHooks(HookGuard guard)
{
    /// <summary>Runs the hooks of the entries that the request has reached, from the last to the first.</summary>
    public void Run(Exchange exchange)
    {
        for (var index = exchange.Reached - 1; index >= exchange.First; index--)
        {
            var entry = exchange.Pipeline[index];
            if (entry.Completion is null || entry.IsBarred)
                continue;

            try
            {
                using var call = guard.Call(exchange, entry, HookKind.Completion);
                entry.Completion.OnCompleted(exchange.Enter(index));
            }
            catch (Exception error)
            {
                guard.Report(exchange, entry, HookName.Completion, error);
            }
        }
    }
}

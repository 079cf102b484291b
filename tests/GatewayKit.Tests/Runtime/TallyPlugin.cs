using System.Globalization;
using GatewayKit.Tests.Pipeline;

namespace GatewayKit.Tests.Runtime;

/// <summary>A plugin with state: answers with the number of requests that this instance has seen.</summary>
[GatewayPlugin<TallyOptions>("tally", PluginStage.Origin)]
public sealed class TallyPlugin(TallyOptions options, Probe probe) : IRequestHook, IAsyncDisposable
{
    private int _seen;

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
        => HookResult.Respond(GatewayResponse.Text(200, Interlocked.Increment(ref _seen).ToString(CultureInfo.InvariantCulture)));

    public ValueTask DisposeAsync()
    {
        probe.Saw($"{options.Label} disposed");
        probe.Completed.TrySetResult();
        return default;
    }
}

using GatewayKit.Tests.Pipeline;

namespace GatewayKit.Tests.Runtime;

[GatewayPlugin<NoOptions>("disposable", PluginStage.Traffic)]
public sealed class DisposablePlugin(Probe probe) : IRequestHook, IAsyncDisposable
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => HookResult.Continue;

    public ValueTask DisposeAsync()
    {
        probe.Saw("disposed");
        probe.Completed.TrySetResult();
        return default;
    }
}

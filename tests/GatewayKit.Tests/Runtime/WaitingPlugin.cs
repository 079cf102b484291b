namespace GatewayKit.Tests.Runtime;

[GatewayPlugin<NoOptions>("waiting", PluginStage.Traffic)]
public sealed class WaitingPlugin(WaitingDisposal disposal, PluginPlacement placement) : IRequestHook, IAsyncDisposable
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => HookResult.Continue;

    public async ValueTask DisposeAsync() => await disposal.EndAsync(placement.Key);
}

using GatewayKit;

namespace Hanging;

/// <summary>Never finishes going.</summary>
[GatewayPlugin<NoOptions>("hanging-dispose", PluginStage.Traffic)]
public sealed class HangingDisposePlugin : IRequestHook, IAsyncDisposable
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => HookResult.Continue;

    public ValueTask DisposeAsync() => new(new TaskCompletionSource().Task);
}

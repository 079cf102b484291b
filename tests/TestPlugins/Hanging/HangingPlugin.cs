using GatewayKit;

namespace Hanging;

/// <summary>Awaits what never comes, whatever it is told.</summary>
[GatewayPlugin<NoOptions>("hanging", PluginStage.Traffic)]
public sealed class HangingPlugin : IRequestHook
{
    public async ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        await new TaskCompletionSource().Task;
        return default;
    }
}

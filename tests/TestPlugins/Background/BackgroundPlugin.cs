using GatewayKit;

namespace Background;

/// <summary>Has a background task that ends with the plugin's services.</summary>
[GatewayPlugin<NoOptions>("background", PluginStage.Traffic)]
public sealed class BackgroundPlugin : IRequestHook
{
    public BackgroundPlugin(Ticker ticker) => ticker.Start();

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => HookResult.Continue;
}

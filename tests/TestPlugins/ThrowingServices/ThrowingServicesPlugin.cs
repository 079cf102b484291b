using GatewayKit;

namespace ThrowingServices;

[GatewayPlugin<NoOptions>("throwing-services", PluginStage.Edge)]
public sealed class ThrowingServicesPlugin : IRequestHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => HookResult.Continue;
}

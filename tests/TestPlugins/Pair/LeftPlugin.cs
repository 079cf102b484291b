using GatewayKit;

namespace Pair;

[GatewayPlugin<NoOptions>("left", PluginStage.Edge)]
public sealed class LeftPlugin : IRequestHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => HookResult.Continue;
}

using GatewayKit;

namespace Pair;

[GatewayPlugin<NoOptions>("right", PluginStage.Traffic)]
public sealed class RightPlugin : ICompletionHook
{
    public void OnCompleted(GatewayContext context)
    {
    }
}

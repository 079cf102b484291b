using GatewayKit;

namespace StrayTestPlugins;

/// <summary>Throws on a thread of its own, where nobody awaits.</summary>
[GatewayPlugin<NoOptions>("stray-thread", PluginStage.Traffic)]
public sealed class ThreadPlugin : IRequestHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        new Thread(static () => throw new InvalidOperationException("stray")).Start();
        return HookResult.Continue;
    }
}

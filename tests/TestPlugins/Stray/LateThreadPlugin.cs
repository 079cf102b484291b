using GatewayKit;

namespace StrayTestPlugins;

/// <summary>Throws on a thread of its own once the host sets an event, however long ago the request was.</summary>
[GatewayPlugin<NoOptions>("stray-late", PluginStage.Traffic)]
public sealed class LateThreadPlugin(ManualResetEventSlim end) : IRequestHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        new Thread(() =>
        {
            end.Wait();
            throw new InvalidOperationException("stray");
        }).Start();
        return HookResult.Continue;
    }
}

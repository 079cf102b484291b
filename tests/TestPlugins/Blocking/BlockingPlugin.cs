using GatewayKit;

namespace Blocking;

/// <summary>Keeps the thread that it is called on until the host sets an event.</summary>
[GatewayPlugin<NoOptions>("blocking", PluginStage.Traffic)]
public sealed class BlockingPlugin(CountdownEvent begun, ManualResetEventSlim end) : IRequestHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        begun.Signal();
        end.Wait();
        return HookResult.Respond(GatewayResponse.Text(200, "unblocked"));
    }
}

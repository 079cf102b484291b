using System.Collections.Concurrent;

namespace GatewayKit.Tests.Runtime;

/// <summary>Lets a test find out whether its instances are still referenced.</summary>
[GatewayPlugin<TallyOptions>("remembered", PluginStage.Traffic)]
public sealed class RememberedPlugin : IRequestHook
{
    public RememberedPlugin(ConcurrentQueue<WeakReference> all) => all.Enqueue(new WeakReference(this));

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => HookResult.Continue;
}

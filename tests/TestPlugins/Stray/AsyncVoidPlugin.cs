using GatewayKit;

namespace StrayTestPlugins;

/// <summary>Throws in an async void method, after the hook has returned.</summary>
[GatewayPlugin<NoOptions>("stray-async-void", PluginStage.Traffic)]
public sealed class AsyncVoidPlugin : IRequestHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        Throw();
        return HookResult.Continue;
    }

    private static async void Throw()
    {
        await Task.Yield();
        throw new InvalidOperationException("stray");
    }
}

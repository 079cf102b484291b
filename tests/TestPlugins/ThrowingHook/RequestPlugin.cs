using GatewayKit;

namespace ThrowingHook;

/// <summary>Throws, at once or after its first await.</summary>
[GatewayPlugin<ThrowingHookOptions>("throwing-request", PluginStage.Traffic)]
public sealed class RequestPlugin(ThrowingHookOptions options) : IRequestHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
        => options.Later ? ThrowLater() : throw new InvalidOperationException("thrown at once");

    private static async ValueTask<HookResult> ThrowLater()
    {
        await Task.Yield();
        throw new InvalidOperationException("thrown later");
    }
}

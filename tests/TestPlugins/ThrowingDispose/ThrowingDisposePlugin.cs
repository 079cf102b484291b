using GatewayKit;

namespace ThrowingDispose;

/// <summary>Throws while it is disposed, and so do its services.</summary>
[GatewayPlugin<NoOptions>("throwing-dispose", PluginStage.Traffic)]
public sealed class ThrowingDisposePlugin(Licence licence) : IRequestHook, IDisposable
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        context.Http.Response.Headers["X-Licence"] = licence.Text;
        return HookResult.Continue;
    }

    public void Dispose() => throw new InvalidOperationException("the plugin's last word");
}

namespace GatewayKit.Tests.Proxy.Subrequests;

[GatewayPlugin<NoOptions>("throwing", PluginStage.Transformation)]
public sealed class ThrowingPlugin : IRequestHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => throw new InvalidOperationException("thrown");
}

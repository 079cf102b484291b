namespace GatewayKit.Tests.Hosting;

/// <summary>Takes no commands.</summary>
[GatewayPlugin<NoOptions>("header", PluginStage.Transformation)]
public sealed class HeaderPlugin : IRequestHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => HookResult.Continue;
}

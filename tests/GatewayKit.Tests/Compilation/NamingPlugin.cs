namespace GatewayKit.Tests.Compilation;

/// <summary>A plugin whose options name clusters.</summary>
[GatewayPlugin<NamingOptions>("naming", PluginStage.Traffic)]
internal sealed class NamingPlugin : IRequestHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => HookResult.Continue;
}

namespace GatewayKit.Tests.Compilation;

public interface IMissing;

/// <summary>Asks for a service that is not registered.</summary>
[GatewayPlugin<NoOptions>("hungry", PluginStage.Traffic)]
public sealed class HungryPlugin(IMissing missing) : IRequestHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => HookResult.Respond(GatewayResponse.Text(200, $"{missing}"));
}

using GatewayKit;

namespace ThrowingConstructor;

/// <summary>Can't be created.</summary>
[GatewayPlugin<NoOptions>("throwing-constructor", PluginStage.Traffic)]
public sealed class ThrowingConstructorPlugin : IRequestHook
{
    public ThrowingConstructorPlugin() => throw new InvalidOperationException("there is no database");

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => HookResult.Continue;
}

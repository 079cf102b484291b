namespace GatewayKit.Tests.Runtime;

/// <summary>Can't be created.</summary>
[GatewayPlugin<NoOptions>("failing", PluginStage.Traffic)]
public sealed class FailingPlugin : IRequestHook
{
    public FailingPlugin() => throw new InvalidOperationException("It can't be created.");

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => HookResult.Continue;
}

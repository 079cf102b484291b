namespace GatewayKit.Tests.Telemetry;

/// <summary>Fails with a message that contains a secret.</summary>
[GatewayPlugin<NoOptions>("throwing", PluginStage.Traffic)]
public sealed class ThrowingPlugin : IRequestHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => throw new InvalidOperationException("The key is secret.");
}

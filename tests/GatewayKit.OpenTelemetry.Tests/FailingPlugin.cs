namespace GatewayKit.OpenTelemetry.Tests;

/// <summary>Fails.</summary>
[GatewayPlugin<NoOptions>("failing", PluginStage.Traffic)]
public sealed class FailingPlugin : IRequestHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => throw new InvalidOperationException("It fails.");
}

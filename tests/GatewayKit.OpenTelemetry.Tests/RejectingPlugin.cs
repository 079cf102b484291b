namespace GatewayKit.OpenTelemetry.Tests;

/// <summary>Rejects every request.</summary>
[GatewayPlugin<NoOptions>("rejecting", PluginStage.Traffic)]
public sealed class RejectingPlugin : IRequestHook
{
    private readonly GatewayResponse _answer = GatewayResponse.Problem(429, "Too Many Requests");

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => HookResult.Respond(_answer);
}

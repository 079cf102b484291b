namespace GatewayKit.Tests.Pipeline;

/// <summary>Refuses every request with an answer that was built before it came.</summary>
[GatewayPlugin<NoOptions>("refusing", PluginStage.Traffic)]
public sealed class RefusingPlugin : IRequestHook
{
    private readonly GatewayResponse _answer = GatewayResponse.Problem(429, "Too Many Requests").WithHeader("Retry-After", "1");

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => HookResult.Respond(_answer);
}

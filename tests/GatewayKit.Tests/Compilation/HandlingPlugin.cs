namespace GatewayKit.Tests.Compilation;

/// <summary>Answers each request that it handles.</summary>
[GatewayPlugin<HandlingOptions>("handling", PluginStage.Traffic)]
public sealed class HandlingPlugin(HandlingOptions options) : IRequestHook
{
    public bool HandlesRequests => options.Throws ? throw new NotSupportedException("no license") : options.Handles;

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
        => HookResult.Respond(GatewayResponse.Problem(418, "I'm a teapot", "It handles requests."));
}

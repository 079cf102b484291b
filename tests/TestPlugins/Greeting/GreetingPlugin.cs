using GatewayKit;

namespace Greeting;

/// <summary>The plain case: options, one hook, nothing of its own beside it.</summary>
[GatewayPlugin<GreetingOptions>("greeting", PluginStage.Origin)]
public sealed class GreetingPlugin(GreetingOptions options) : IRequestHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
        => HookResult.Respond(GatewayResponse.Text(200, options.Text));
}

namespace GatewayKit.Tests.Pipeline;

[GatewayPlugin<NoOptions>("text", PluginStage.Origin)]
public sealed class TextPlugin : IRequestHook
{
    private static readonly GatewayResponse s_text = GatewayResponse.Text(200, "text");

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => HookResult.Respond(s_text);
}

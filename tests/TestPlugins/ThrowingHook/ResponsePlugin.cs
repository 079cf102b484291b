using GatewayKit;

namespace ThrowingHook;

/// <summary>Throws on the way up.</summary>
[GatewayPlugin<NoOptions>("throwing-response", PluginStage.Traffic)]
public sealed class ResponsePlugin : IResponseHook
{
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context) => throw new InvalidOperationException("thrown on the way up");
}

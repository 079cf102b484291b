namespace GatewayKit.Plugins.Tests.OpenApiValidation;

/// <summary>Tells that the head of the upstream's response has come, before the plugins above it see it.</summary>
[GatewayPlugin<NoOptions>("head-seen", PluginStage.Origin)]
public sealed class HeadSeenPlugin(TaskCompletionSource seen) : IResponseHook
{
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        seen.TrySetResult();
        return HookResult.Continue;
    }
}

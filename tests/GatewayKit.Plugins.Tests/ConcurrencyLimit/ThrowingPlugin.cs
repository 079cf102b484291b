namespace GatewayKit.Plugins.Tests.ConcurrencyLimit;

/// <summary>Fails for the path <c>/throw</c>.</summary>
[GatewayPlugin<NoOptions>("throwing", PluginStage.Transformation)]
public sealed class ThrowingPlugin : IRequestHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
        => context.Http.Request.Path == "/throw" ? throw new InvalidOperationException("It fails.") : HookResult.Continue;
}

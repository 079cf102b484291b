namespace GatewayKit.Plugins.Tests.Cache;

/// <summary>Sends requests with a header to the cluster <c>other</c>.</summary>
[GatewayPlugin<NoOptions>("other-cluster", PluginStage.Transformation)]
public sealed class OtherClusterPlugin : IRequestHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Http.Request.Headers.ContainsKey("X-Other"))
            context.ClusterId = "other";
        return HookResult.Continue;
    }
}

namespace GatewayKit.Benchmarks.Micro;

/// <summary>Does nothing in every hook of an ordinary plugin: what is left is the pipeline's own cost.</summary>
[GatewayPlugin<NoOptions>("idle", PluginStage.Transformation)]
public sealed class IdlePlugin : IRequestHook, IUpstreamRequestHook, IResponseHook, ICompletionHook
{
    /// <inheritdoc />
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => HookResult.Continue;

    /// <inheritdoc />
    public ValueTask OnUpstreamRequestAsync(GatewayContext context, HttpRequestMessage request) => default;

    /// <inheritdoc />
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context) => HookResult.Continue;

    /// <inheritdoc />
    public void OnCompleted(GatewayContext context)
    {
    }
}

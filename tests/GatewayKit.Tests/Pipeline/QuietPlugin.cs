namespace GatewayKit.Tests.Pipeline;

/// <summary>Has every hook of an ordinary plugin, and is through with it at once and without an allocation.</summary>
[GatewayPlugin<NoOptions>("quiet", PluginStage.Diagnostics)]
public sealed class QuietPlugin(QuietCalls calls) : IRequestHook, IUpstreamRequestHook, IResponseHook, ICompletionHook
{
    public const int Hooks = 4;

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => Count();

    public ValueTask OnUpstreamRequestAsync(GatewayContext context, HttpRequestMessage request)
    {
        Count();
        return default;
    }

    public ValueTask<HookResult> OnResponseAsync(GatewayContext context) => Count();

    public void OnCompleted(GatewayContext context) => Count();

    private HookResult Count()
    {
        calls.Add();
        return HookResult.Continue;
    }
}

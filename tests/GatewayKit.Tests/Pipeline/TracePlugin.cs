namespace GatewayKit.Tests.Pipeline;

/// <summary>Says on each response which route and which answer it has seen.</summary>
[GatewayPlugin<NoOptions>("trace", PluginStage.Diagnostics)]
public sealed class TracePlugin(Probe probe) : IRequestHook, IResponseHook, ICompletionHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        context.State = context.Route.Id;
        return HookResult.Continue;
    }

    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        context.Http.Response.Headers["X-Trace"] = $"{context.State} {context.Http.Response.StatusCode} {context.ResponseOrigin}";
        return HookResult.Continue;
    }

    public void OnCompleted(GatewayContext context) => probe.Completed.TrySetResult();
}

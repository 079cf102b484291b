namespace GatewayKit.Tests.Pipeline;

public sealed record ProbeOptions
{
    public string Name { get; init; } = "probe";

    /// <summary>Answers on the way down with this status.</summary>
    public int? Answer { get; init; }

    /// <summary>Replaces the response with this status.</summary>
    public int? Replace { get; init; }

    /// <summary>Whether to run the test's own code.</summary>
    public bool Runs { get; init; }
}

/// <summary>Tells its probe of every hook.</summary>
[GatewayPlugin<ProbeOptions>("probe", PluginStage.Transformation)]
public sealed class ProbePlugin(ProbeOptions options, Probe probe)
    : IRequestHook, IUpstreamRequestHook, IResponseHook, IErrorHook, ICompletionHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        probe.Saw($"{options.Name} request");
        if (options.Runs && probe.OnRequest is { } run)
            return run(context);

        return options.Answer is { } status ? HookResult.Respond(new GatewayResponse(status)) : HookResult.Continue;
    }

    public ValueTask OnUpstreamRequestAsync(GatewayContext context, HttpRequestMessage request)
    {
        probe.Saw($"{options.Name} upstream-request");
        return options.Runs && probe.OnUpstreamRequest is { } run ? run(context, request) : default;
    }

    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        probe.Saw($"{options.Name} response {context.Http.Response.StatusCode} {context.ResponseOrigin}");
        if (options.Runs && probe.OnResponse is { } run)
            return run(context);

        return options.Replace is { } status ? HookResult.Respond(new GatewayResponse(status)) : HookResult.Continue;
    }

    public ValueTask<HookResult> OnErrorAsync(GatewayContext context, Exception error)
    {
        probe.Saw($"{options.Name} error {error.GetType().Name}");
        return options.Runs && probe.OnError is { } run ? run(context, error) : HookResult.Continue;
    }

    public void OnCompleted(GatewayContext context)
    {
        probe.Saw($"{options.Name} completed {context.Http.Response.StatusCode}");
        if (options.Name == "a")
            probe.Completed.TrySetResult();
    }
}

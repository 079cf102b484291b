using GatewayKit;

namespace Company_Plugin1;

/// <summary>Refuses requests without a header, and says so to clients whose requests have it.</summary>
/// <param name="options">The options of one entry of the configuration, bound and valid.</param>
[GatewayPlugin<Class1Options>("plugin-name-1", PluginStage.Stage1)]
public sealed class Class1Plugin(Class1Options options) : IRequestHook, IResponseHook
{
    // Made once, not for each request.
    private readonly GatewayResponse _refusal = GatewayResponse.Problem(400, "Bad Request", $"The header {options.Header} is missing.");

    /// <summary>On the way down, before the upstream: answers, or lets the request go on.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
        => context.Http.Request.Headers.ContainsKey(options.Header) ? HookResult.Continue : HookResult.Respond(_refusal);

    /// <summary>On the way up, before anything of the response is sent.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        context.Http.Response.Headers["X-Checked"] = options.Header;
        return HookResult.Continue;
    }
}

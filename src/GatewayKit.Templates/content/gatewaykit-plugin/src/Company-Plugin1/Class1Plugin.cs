using GatewayKit;

namespace Company_Plugin1;

/// <summary>Rejects requests without a header and adds a header to the responses of the others.</summary>
/// <param name="options">The validated options of one configuration entry.</param>
[GatewayPlugin<Class1Options>("plugin-name-1", PluginStage.Stage1)]
public sealed class Class1Plugin(Class1Options options) : IRequestHook, IResponseHook
{
    // Created once, not for each request.
    private readonly GatewayResponse _refusal = GatewayResponse.Problem(400, "Bad Request", $"The header {options.Header} is missing.");

    /// <summary>Runs before the request is forwarded: answers it or lets it continue.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
        => context.Http.Request.Headers.ContainsKey(options.Header) ? HookResult.Continue : HookResult.Respond(_refusal);

    /// <summary>Runs before the response is sent.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        context.Http.Response.Headers["X-Checked"] = options.Header;
        return HookResult.Continue;
    }
}

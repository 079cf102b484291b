namespace GatewayKit.Tests.Compilation.Composition;

/// <summary>Writes each of its hooks into the journal of the exchange, with the state that it finds.</summary>
public abstract class JournalPlugin(JournalOptions options) : IRequestHook, IUpstreamRequestHook, IResponseHook, ICompletionHook
{
    /// <summary>The key of the journal among the items of the request.</summary>
    public const string Key = "journal";

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        Write(context, "request");
        return options.Answers ? HookResult.Respond(new GatewayResponse(418)) : HookResult.Continue;
    }

    public ValueTask OnUpstreamRequestAsync(GatewayContext context, HttpRequestMessage request)
    {
        Write(context, "upstream-request");
        return default;
    }

    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        Write(context, "response");
        return HookResult.Continue;
    }

    public void OnCompleted(GatewayContext context) => Write(context, "completion");

    protected void Write(GatewayContext context, string hook)
    {
        ((List<string>)context.Http.Items[Key]!).Add($"{options.Label} {hook} {context.State}");
        context.State = options.Label;
    }
}

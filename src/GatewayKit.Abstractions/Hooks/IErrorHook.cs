namespace GatewayKit;

/// <summary>Runs when a hook threw or the upstream failed before a response began. May supply the answer.</summary>
public interface IErrorHook : IGatewayPlugin
{
    /// <summary>Looks at the failure.</summary>
    /// <param name="context">The exchange.</param>
    /// <param name="error">An <see cref="UpstreamFailureException"/>, or what a hook threw.</param>
    /// <returns><see cref="HookResult.Continue"/> to leave the gateway's own answer, or an answer in its place.</returns>
    ValueTask<HookResult> OnErrorAsync(GatewayContext context, Exception error);
}

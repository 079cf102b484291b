namespace GatewayKit;

/// <summary>Runs when a hook threw or the upstream failed before the response started. Can supply the response.</summary>
public interface IErrorHook : IGatewayPlugin
{
    /// <summary>Handles the failure.</summary>
    /// <param name="context">The exchange.</param>
    /// <param name="error">An <see cref="UpstreamFailureException"/>, or the exception that a hook threw.</param>
    /// <returns><see cref="HookResult.Continue"/> to keep the gateway's response, or a response that replaces it.</returns>
    ValueTask<HookResult> OnErrorAsync(GatewayContext context, Exception error);
}

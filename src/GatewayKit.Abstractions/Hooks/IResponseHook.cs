namespace GatewayKit;

/// <summary>
/// Runs when the response head is known and nothing has been sent yet. Can edit the head, wrap the body or replace
/// the response. Runs for the upstream's response and for the responses of plugins further down the list.
/// </summary>
public interface IResponseHook : IGatewayPlugin
{
    /// <summary>Inspects or changes the response in <see cref="GatewayContext.Http"/>.</summary>
    /// <param name="context">The exchange.</param>
    /// <returns><see cref="HookResult.Continue"/>, or a response that replaces the current one for the hooks further up.</returns>
    ValueTask<HookResult> OnResponseAsync(GatewayContext context);
}

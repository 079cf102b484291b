namespace GatewayKit;

/// <summary>
/// Runs when the response's head is known and nothing of it has been sent: edits the head, wraps the body, or replaces
/// the answer. Sees the upstream's response and the answers of plugins further down the list alike.
/// </summary>
public interface IResponseHook : IGatewayPlugin
{
    /// <summary>Inspects or changes the response in <see cref="GatewayContext.Http"/>.</summary>
    /// <param name="context">The exchange.</param>
    /// <returns><see cref="HookResult.Continue"/>, or an answer that replaces the response for the hooks further up.</returns>
    ValueTask<HookResult> OnResponseAsync(GatewayContext context);
}

namespace GatewayKit;

/// <summary>Runs before the request is forwarded. Lets the exchange continue or answers the request.</summary>
public interface IRequestHook : IGatewayPlugin
{
    /// <summary>Inspects or changes the request.</summary>
    /// <param name="context">The exchange.</param>
    /// <returns><see cref="HookResult.Continue"/>, or a response that answers the request without forwarding it.</returns>
    ValueTask<HookResult> OnRequestAsync(GatewayContext context);
}

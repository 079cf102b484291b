namespace GatewayKit;

/// <summary>Runs before the request is forwarded. Lets the exchange continue or answers the request.</summary>
public interface IRequestHook : IGatewayPlugin
{
    /// <summary>
    /// Gets whether the hook is called. The gateway reads it once for each instance, after its creation. Return false if the options leave
    /// nothing to do for requests. Default: true. An exception rejects the configuration.
    /// </summary>
    bool HandlesRequests => true;

    /// <summary>Inspects or changes the request.</summary>
    /// <param name="context">The exchange.</param>
    /// <returns><see cref="HookResult.Continue"/>, or a response that answers the request without forwarding it.</returns>
    ValueTask<HookResult> OnRequestAsync(GatewayContext context);
}

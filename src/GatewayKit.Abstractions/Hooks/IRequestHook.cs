namespace GatewayKit;

/// <summary>Runs before the request is forwarded: lets it continue, or answers now.</summary>
public interface IRequestHook : IGatewayPlugin
{
    /// <summary>Inspects or changes the request.</summary>
    /// <param name="context">The exchange.</param>
    /// <returns><see cref="HookResult.Continue"/>, or an answer that ends the way down.</returns>
    ValueTask<HookResult> OnRequestAsync(GatewayContext context);
}

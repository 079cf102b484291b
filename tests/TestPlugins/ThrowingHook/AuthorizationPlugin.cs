using GatewayKit;

namespace ThrowingHook;

/// <summary>Fails where it should decide who may pass.</summary>
[GatewayPlugin<NoOptions>("throwing-authorization", PluginStage.Authorization)]
public sealed class AuthorizationPlugin : IRequestHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => throw new InvalidOperationException("who knows");
}

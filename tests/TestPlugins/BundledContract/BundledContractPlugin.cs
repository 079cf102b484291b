using GatewayKit;

namespace BundledContract;

/// <summary>Carries its own copy of the contract.</summary>
[GatewayPlugin<NoOptions>("bundled-contract", PluginStage.Diagnostics)]
public sealed class BundledContractPlugin : IRequestHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => HookResult.Continue;
}

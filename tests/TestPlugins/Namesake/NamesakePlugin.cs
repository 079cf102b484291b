using GatewayKit;

namespace Namesake;

/// <summary>Claims a name that another plugin has.</summary>
[GatewayPlugin<NoOptions>("greeting", PluginStage.Origin)]
public sealed class NamesakePlugin : IRequestHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
        => HookResult.Respond(GatewayResponse.Text(200, "from the namesake"));
}

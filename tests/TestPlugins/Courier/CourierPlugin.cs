using GatewayKit;
using Newtonsoft.Json.Linq;

namespace Courier;

/// <summary>What comes in a package: a secret among the options, and a dependency that another package brings.</summary>
[GatewayPlugin<CourierOptions>("courier", PluginStage.Origin)]
public sealed class CourierPlugin(CourierOptions options) : IRequestHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
        => HookResult.Respond(GatewayResponse.Text(200, new JObject { ["text"] = options.Text }.ToString(Newtonsoft.Json.Formatting.None)));
}

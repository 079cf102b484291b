using System.Reflection;
using GatewayKit;
using Newtonsoft.Json.Linq;

namespace OlderJson;

/// <summary>The same private dependency as NewerJson has, at another version.</summary>
[GatewayPlugin<NoOptions>("older-json", PluginStage.Origin)]
public sealed class OlderJsonPlugin : IRequestHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        var answer = new JObject { ["json"] = typeof(JObject).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()!.Version };
        return HookResult.Respond(GatewayResponse.Text(200, answer.ToString(Newtonsoft.Json.Formatting.None)));
    }
}

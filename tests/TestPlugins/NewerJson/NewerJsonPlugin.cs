using System.Reflection;
using GatewayKit;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;

namespace NewerJson;

/// <summary>Private services, a logger of its own type, and a private dependency.</summary>
[GatewayPlugin<NoOptions>("newer-json", PluginStage.Origin)]
public sealed partial class NewerJsonPlugin(Tally tally, ILogger<NewerJsonPlugin> logger) : IRequestHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        var answer = new JObject
        {
            ["count"] = tally.Next(),
            ["json"] = typeof(JObject).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()!.Version,
        };
        LogAnswer(logger, answer.Count);
        return HookResult.Respond(GatewayResponse.Text(200, answer.ToString(Newtonsoft.Json.Formatting.None)));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Answered with {Count} properties")]
    private static partial void LogAnswer(ILogger logger, int count);
}

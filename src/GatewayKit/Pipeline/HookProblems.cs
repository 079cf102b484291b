using GatewayKit.Plugins;
using GatewayKit.Responses;

namespace GatewayKit.Pipeline;

/// <summary>The responses for a failed hook.</summary>
internal static class HookProblems
{
    public static GatewayResponse For(Exception error)
        => error is BlockedPluginException ? GatewayProblems.PluginBlocked : GatewayProblems.PluginFailed;
}

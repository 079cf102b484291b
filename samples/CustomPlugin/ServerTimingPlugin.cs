using System.Globalization;
using GatewayKit;
using Microsoft.AspNetCore.Http;

namespace CustomPlugin;

/// <summary>Reports to the client how long the gateway and the upstream took (W3C Server Timing).</summary>
/// <param name="options">The validated options of the configuration entry.</param>
/// <param name="time">The host's clock.</param>
[GatewayPlugin<ServerTimingOptions>("server-timing", PluginStage.Diagnostics)]
public sealed class ServerTimingPlugin(ServerTimingOptions options, TimeProvider time) : IRequestHook, IResponseHook
{
    private readonly string _format = "F" + options.Decimals.ToString(CultureInfo.InvariantCulture);

    /// <summary>Records the start time on the way down.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        context.State = time.GetTimestamp();
        return HookResult.Continue;
    }

    /// <summary>Adds the header on the way up.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        if (context.State is long start)
        {
            var elapsed = time.GetElapsedTime(start).TotalMilliseconds.ToString(_format, CultureInfo.InvariantCulture);
            context.Http.Response.Headers.Append("Server-Timing", $"{options.Metric};dur={elapsed}");
        }

        return HookResult.Continue;
    }
}

using System.Globalization;
using GatewayKit;
using Microsoft.AspNetCore.Http;

namespace CustomPlugin;

/// <summary>Tells the client how long the gateway and what is behind it took (W3C Server Timing).</summary>
/// <param name="options">The options of this entry of the configuration, bound and valid.</param>
/// <param name="time">The clock, from the host.</param>
[GatewayPlugin<ServerTimingOptions>("server-timing", PluginStage.Diagnostics)]
public sealed class ServerTimingPlugin(ServerTimingOptions options, TimeProvider time) : IRequestHook, IResponseHook
{
    private readonly string _format = "F" + options.Decimals.ToString(CultureInfo.InvariantCulture);

    /// <summary>Notes when the request came by on its way down.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        context.State = time.GetTimestamp();
        return HookResult.Continue;
    }

    /// <summary>Adds the header when the response comes by on its way up.</summary>
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

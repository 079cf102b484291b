using System.Diagnostics.Metrics;
using GatewayKit.Plugins.StreamLimits.Tunnels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.StreamLimits;

/// <summary>
/// Limits WebSockets and server-sent events, which an ordinary timeout of a request doesn't suit: their idle time, their duration, and the
/// size and the rate of messages. Each connection has its own limits.
/// </summary>
[GatewayPlugin<StreamLimitsOptions>("stream-limits", PluginStage.Traffic, RejectsOnError = true)]
public sealed class StreamLimitsPlugin : IRequestHook, IResponseHook
{
    private const string EventStreamType = "text/event-stream";

    private readonly StreamLimitsOptions _options;
    private readonly TimeProvider _time;
    private readonly StreamTelemetry _telemetry;
    private readonly Func<Stream, Stream> _limitEvents;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="options">The options.</param>
    /// <param name="placement">The location of the entry.</param>
    /// <param name="time">The clock.</param>
    /// <param name="meters">The metrics.</param>
    /// <param name="logger">The logger.</param>
    public StreamLimitsPlugin(
        StreamLimitsOptions options, PluginPlacement placement, TimeProvider time, IMeterFactory meters, ILogger<StreamLimitsPlugin> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(placement);
        (_options, _time) = (options, time);
        _telemetry = new StreamTelemetry(placement.Key, time, meters, logger);
        _limitEvents = body => new LimitedEventStream(body, options, time, _telemetry);
    }

    /// <summary>Limits the WebSocket that the request opens, if the upstream accepts it.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        var http = context.Http;
        if (http.Request.Headers.Upgrade.Count > 0)
        {
            if (http.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade)
                LimitUpgrade(http, upgrade);
        }
        else if (HttpMethods.IsConnect(http.Request.Method)
            && http.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true } connect)
        {
            LimitConnect(http, connect);
        }

        return HookResult.Continue;
    }

    /// <summary>Limits the time of an event stream.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        if (_options.LimitsTime && IsEventStream(context.Http.Response.ContentType))
            context.WrapResponseBody(_limitEvents);
        return HookResult.Continue;
    }

    private void LimitUpgrade(HttpContext http, IHttpUpgradeFeature upgrade)
    {
        http.Features.Set<IHttpUpgradeFeature>(new LimitedUpgrade(upgrade, http, Limit));
        RemoveExtensions(http);
    }

    private void LimitConnect(HttpContext http, IHttpExtendedConnectFeature connect)
    {
        http.Features.Set<IHttpExtendedConnectFeature>(new LimitedConnect(connect, http, Limit));
        RemoveExtensions(http);
    }

    private LimitedTunnel Limit(Stream client, HttpContext http) => new(client, http, _options, _time, _telemetry);

    private void RemoveExtensions(HttpContext http)
    {
        if (!_options.Extensions && (_options.MaxMessageSize is not null || _options.MaxUpstreamMessageSize is not null))
            http.Request.Headers.Remove("Sec-WebSocket-Extensions");
    }

    private static bool IsEventStream(string? contentType)
    {
        if (contentType is null)
            return false;

        var type = contentType.AsSpan();
        var end = type.IndexOf(';');
        return (end < 0 ? type : type[..end]).Trim(" \t").Equals(EventStreamType, StringComparison.OrdinalIgnoreCase);
    }
}

using GatewayKit.Bodies;
using GatewayKit.Expressions;
using GatewayKit.Plugins.WebSocketSse.Events;
using GatewayKit.Plugins.WebSocketSse.Messages;
using GatewayKit.Transforms;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins.WebSocketSse;

/// <summary>
/// Offers the messages of a WebSocket service as server-sent events (WHATWG HTML, section 9.2). Each request opens a WebSocket to the
/// upstream (RFC 6455), and each message of it becomes an event.
/// </summary>
[GatewayPlugin<WebSocketSseOptions>("websocket-sse", PluginStage.Transformation, RejectsOnError = true)]
public sealed class WebSocketSsePlugin : IRequestHook, IResponseHook
{
    private const int Switching = StatusCodes.Status101SwitchingProtocols;

    // Marks the requests that have opened a WebSocket.
    private static readonly object s_opened = new();

    private readonly StreamRules _rules;
    private readonly InitialMessage? _initial;
    private readonly string? _subprotocol;
    private readonly TimeProvider _time;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="options">The options.</param>
    /// <param name="route">The route.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="PluginOptionsException">The route has no cluster.</exception>
    public WebSocketSsePlugin(WebSocketSseOptions options, RouteInfo route, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(route);
        if (route.ClusterId is null)
            throw new PluginOptionsException([new OptionsError("", "need a route with a cluster, to which WebSockets are opened")]);

        _rules = new StreamRules(options);
        _initial = options.InitialMessage is { } message ? InitialMessage.Compile(message, out _) : null;
        (_subprotocol, _time) = (options.Subprotocol, time);
    }

    /// <summary>Opens a WebSocket to the upstream.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Reject(context.Http) is { } rejection)
            return HookResult.Respond(rejection);

        ReadOnlyMemory<byte>? first;
        try
        {
            first = _initial?.Render(context, _time.GetUtcNow());
        }
        catch (Exception error) when (error is ExpressionException or TemplateException or ConversionException)
        {
            return HookResult.Respond(Rejections.InvalidMessage);
        }

        context.State = s_opened;
        context.OpenWebSocket(_subprotocol, (socket, closing) => new SocketEvents(socket, first, _rules, _time, closing));
        return HookResult.Continue;
    }

    /// <summary>Describes the stream, or the upstream's refusal.</summary>
    /// <exception cref="UpstreamFailureException">The upstream doesn't offer WebSockets.</exception>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.State != s_opened || context.ResponseOrigin != ResponseOrigin.Upstream)
            return HookResult.Continue;

        var response = context.Http.Response;
        var headers = response.Headers;
        if (context.UpstreamStatus != Switching)
        {
            return HookResult.Respond(
                Rejections.OfUpstream(response.StatusCode, headers.WWWAuthenticate, headers.RetryAfter)
                    ?? throw new UpstreamFailureException(
                        UpstreamFailure.Failed,
                        new InvalidDataException($"The upstream answered the WebSocket handshake with {response.StatusCode}.")));
        }

        headers.ContentType = EventStreamType.Name;
        headers.CacheControl = "no-store";
        headers["X-Accel-Buffering"] = "no";
        return HookResult.Continue;
    }

    private GatewayResponse? Reject(HttpContext http)
    {
        var request = http.Request;
        if (!HttpMethods.IsGet(request.Method))
            return Rejections.NotAllowed;
        if (request.Headers.Upgrade.Count > 0)
            return Rejections.IsWebSocket;
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
            return Rejections.HasBody;
        if (!EventStreamType.IsAccepted(request.Headers.Accept))
            return Rejections.NotAcceptable;

        return _rules.EndEvent is not null && request.Headers["Last-Event-ID"] == StreamRules.EndId ? Rejections.Ended : null;
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.Cors;

/// <summary>Allows the scripts of other sites to call an API: responds to their preflights, and allows browsers to pass them the
/// responses.</summary>
[GatewayPlugin<CorsOptions>("cors", PluginStage.Edge, AnswersPreflight = true)]
public sealed class CorsPlugin : IRequestHook, IResponseHook
{
    /// <summary>The headers of the CORS protocol. Those of the upstream would contradict the plugin's.</summary>
    private static readonly string[] s_ofUpstream =
    [
        "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials", "Access-Control-Expose-Headers", "Access-Control-Allow-Methods",
        "Access-Control-Allow-Headers", "Access-Control-Max-Age", "Access-Control-Allow-Private-Network",
    ];

    private static readonly GatewayResponse s_foreign =
        GatewayResponse.Problem(403, "Forbidden", "Pages of this origin may not open a WebSocket to the API.");

    private readonly OriginSet _origins;
    private readonly Preflight _preflight;
    private readonly string? _exposed;
    private readonly bool _credentials;
    private readonly bool _checksWebSockets;

    /// <summary>Initializes a new instance with prepared responses.</summary>
    /// <param name="options">The options.</param>
    public CorsPlugin(CorsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _origins = new OriginSet(options.Origins);
        _preflight = new Preflight(options, _origins);
        _exposed = options.ExposedHeaders.Count > 0 ? string.Join(", ", options.ExposedHeaders) : null;
        _credentials = options.Credentials;
        _checksWebSockets = options.CheckWebSockets;
    }

    /// <summary>Responds to a preflight, and to a WebSocket handshake by a page of an origin that isn't allowed; every other request
    /// continues.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
        => CorsPreflight.Is(context.Http.Request)
            ? HookResult.Respond(_preflight.Answer(context.Http.Request.Headers))
            : _checksWebSockets && WebSocketOrigin.IsForeign(context.Http.Request)
                && _origins.Allow(context.Http.Request.Headers.Origin) is null
                    ? HookResult.Respond(s_foreign)
                    : HookResult.Continue;

    /// <summary>Allows the request's origin to read the response, including the gateway's own errors.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        var headers = context.Http.Response.Headers;
        foreach (var name in s_ofUpstream)
            headers.Remove(name);

        // Always set, so that a cache doesn't send a response without permission to an origin that has it.
        if (!NamesOrigin(headers.Vary))
            headers.Vary = StringValues.Concat(headers.Vary, "Origin");
        if (_origins.Allow(context.Http.Request.Headers.Origin) is not { } origin)
            return HookResult.Continue;

        headers.AccessControlAllowOrigin = origin;
        if (_credentials)
            headers.AccessControlAllowCredentials = "true";
        if (_exposed is not null)
            headers.AccessControlExposeHeaders = _exposed;
        return HookResult.Continue;
    }

    private static bool NamesOrigin(StringValues vary)
    {
        foreach (var line in vary)
        {
            foreach (var range in line.AsSpan().Split(','))
            {
                var name = line.AsSpan(range).Trim();
                if (name.Equals("Origin", StringComparison.OrdinalIgnoreCase) || name is "*")
                    return true;
            }
        }

        return false;
    }
}

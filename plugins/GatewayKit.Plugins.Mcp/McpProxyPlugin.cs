using GatewayKit.Bodies;
using GatewayKit.OpenApi;
using GatewayKit.OpenApi.Http;
using GatewayKit.Plugins.Mcp.Proxy;
using GatewayKit.Plugins.Mcp.Proxy.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins.Mcp;

/// <summary>
/// Protects an upstream that is an MCP server:
/// <list type="number">
/// <item>the session of the client must be the caller's own</item>
/// <item>the message of the client is read, and compared with its headers, which later plugins can then use</item>
/// <item>tools and methods that the caller can't use are answered with an error</item>
/// <item>these tools are removed from the lists of the server, and its sessions are bound to the caller</item>
/// </list>
/// </summary>
[GatewayPlugin<McpProxyOptions>("mcp-proxy", PluginStage.Authorization, RejectsOnError = true)]
public sealed class McpProxyPlugin : IRequestHook, IUpstreamRequestHook, IResponseHook
{
    private const string MethodVariable = "mcpMethod";
    private const string NameVariable = "mcpName";

    private static readonly object s_listsTools = new();
    private static readonly GatewayResponse s_otherMethod = Rejections.OtherMethod("POST, GET, DELETE");

    private readonly McpProxyOptions _options;
    private readonly OriginRule _origins;
    private readonly ToolRules _rules;
    private readonly SessionIds _sessions;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="options">The options.</param>
    public McpProxyPlugin(McpProxyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _origins, _rules) = (options, new OriginRule(options.Origins), new ToolRules(options));
        _sessions = new SessionIds(options.Sessions);
    }

    /// <summary>Checks the message of the client.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var request = context.Http.Request;
        if (!_origins.Allows(request))
            return HookResult.Respond(Rejections.OtherOrigin);
        // Messages in a tunnel couldn't be checked. Over HTTP/2, it is another method (RFC 8441).
        if (context.Http.Features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest == true)
            return HookResult.Respond(Rejections.Upgrade);
        var isPost = HttpMethods.IsPost(request.Method);
        if (!isPost && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsDelete(request.Method))
            return HookResult.Respond(s_otherMethod);
        McpHeaders.RemoveOtherSpellings(request.Headers);
        if (!_sessions.TryOpen(context))
            return HookResult.Respond(RpcErrors.UnknownSession);
        if (isPost)
        {
            return Rejections.Of(request) is { } rejection ? HookResult.Respond(rejection) : CheckAsync(context);
        }

        // A client resumes the stream of a former response by GET, and ends a session by DELETE (until 2025-11-25).
        context.State = s_listsTools;
        return context.Http.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false }
            ? HookResult.Continue
            : CheckEmptyAsync(context);
    }

    /// <summary>Requests a response that can be read.</summary>
    public ValueTask OnUpstreamRequestAsync(GatewayContext context, HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(request);
        if (Filters(context))
        {
            WholeResponse.Request(request);
        }

        return default;
    }

    /// <summary>Removes tools from the response.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _sessions.Close(context);
        var response = context.Http.Response;
        if (!Filters(context) || !IsServer(context.ResponseOrigin, response.StatusCode) || !ChangedMessage.HasContent(context))
            return HookResult.Continue;

        _ = MediaType.TryParse(response.ContentType, out var type);
        var isEvents = type is { Type: "text", Subtype: "event-stream" };
        var endsSession = HttpMethods.IsDelete(context.Http.Request.Method);
        // Without a media type, the body is usually empty, as after DELETE; otherwise, it must be a message. DELETE had no message that
        // a server could answer with a list, so a text is the server's confirmation; what claims to be a message is still filtered.
        if (!isEvents && type is not { IsJson: true } && response.ContentType is { Length: > 0 })
        {
            return (endsSession && type is not null) || response.StatusCode >= 400
                ? HookResult.Continue
                : throw ChangedMessage.Unchangeable("isn't a message");
        }

        var filter = new ToolListFilter(_rules, context);
        var limit = _options.MaxResponseSize;
        var canBeText = endsSession && type is null;
        ChangedMessage.ChangeResponse(context, ChangedMessage.CodingOfResponse(context),
            body => isEvents ? new FilteredEvents(body, filter, limit) : new FilteredJson(body, filter, limit, canBeText));
        return HookResult.Continue;
    }

    /// <summary>A server could read a body here as a message that wasn't checked.</summary>
    private async ValueTask<HookResult> CheckEmptyAsync(GatewayContext context)
        => (await context.BufferRequestBodyAsync(_options.MaxBodySize).ConfigureAwait(false)).IsEmpty
            ? HookResult.Continue
            : HookResult.Respond(Rejections.Body);

    private async ValueTask<HookResult> CheckAsync(GatewayContext context)
    {
        var headers = context.Http.Request.Headers;
        var encoded = await context.BufferRequestBodyAsync(_options.MaxBodySize).ConfigureAwait(false);
        var decoding = BodyCoding.Decode(encoded, headers.ContentEncoding, _options.MaxBodySize.Bytes, out var body);
        if (Rejections.Of(decoding) is { } rejection)
            return HookResult.Respond(rejection);
        if (ClientMessage.Read(body, _options.MaxDepth) is not { } message)
            return HookResult.Respond(RpcErrors.Invalid);
        if (McpHeaders.Check(headers, message, _options.RequireHeaders) is { } header)
            return HookResult.Respond(RpcErrors.HeaderMismatch(message.Id, header));

        context.Variables[MethodVariable] = message.Method;
        context.Variables[NameVariable] = message.Name;
        if (message.Method is { } method && !_rules.AllowsMethod(method))
            return HookResult.Respond(RpcErrors.UnknownMethod(message.Id));
        if (message is { Method: "tools/call", Name: { } tool } && !_rules.Allows(tool, context))
            return HookResult.Respond(RpcErrors.UnknownTool(message.Id));

        // A body can be a message and the code of another one, for a server that ignores the coding.
        if (headers.ContentEncoding.Count > 0)
            context.SetRequestBody(body, context.Http.Request.ContentType);
        if (message.Method == "tools/list")
            context.State = s_listsTools;
        return HookResult.Continue;
    }

    private bool Filters(GatewayContext context) => _rules.LimitTools && context.State == s_listsTools;

    /// <summary>Whether a response is the server's, or that of a plugin that plays the server, such as <c>mock</c>.</summary>
    private static bool IsServer(ResponseOrigin origin, int status)
        => origin == ResponseOrigin.Upstream || (origin == ResponseOrigin.Plugin && status < 400);
}

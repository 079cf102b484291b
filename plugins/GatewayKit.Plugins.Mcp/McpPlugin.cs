using System.Text.Json;
using GatewayKit.OpenApi.Http;
using GatewayKit.Plugins.Mcp.Calls;
using GatewayKit.Plugins.Mcp.Proxy;
using GatewayKit.Plugins.Mcp.Server;
using GatewayKit.Plugins.Mcp.Tools;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GatewayKit.Plugins.Mcp;

/// <summary>Offers the operations of an OpenAPI document as tools of a Model Context Protocol server.</summary>
[GatewayPlugin<McpOptions>("mcp", PluginStage.Origin)]
public sealed class McpPlugin : IRequestHook
{
    private static readonly GatewayResponse s_onlyPost = Rejections.OtherMethod("POST");

    private readonly McpOptions _options;
    private readonly ToolCatalog _tools;
    private readonly ToolCalls _calls;
    private readonly McpEndpoint _endpoint;
    private readonly OriginRule _origins;
    private readonly Implementation _server;

    /// <summary>Reads the document and creates its tools.</summary>
    /// <param name="options">The options.</param>
    /// <param name="placement">The location of the entry: the document's name is relative to it.</param>
    /// <param name="endpoint">The SDK's handler.</param>
    /// <param name="subrequests">Sends the requests of calls.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    /// <param name="warnings">Receives the findings in the document.</param>
    /// <param name="files">Watches the document and all files that it references.</param>
    /// <exception cref="PluginOptionsException">The document, or an operation in it, can't be used.</exception>
    public McpPlugin(
        McpOptions options,
        PluginPlacement placement,
        McpEndpoint endpoint,
        ISubrequestSender subrequests,
        TimeProvider time,
        ILogger<McpPlugin> logger,
        IPluginWarnings warnings,
        IPluginFiles files)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _endpoint, _origins) = (options, endpoint, new OriginRule(options.Origins));
        var document = OpenApiFiles.Load("openapi", options.Openapi, placement, warnings, files, referenceRoots: options.ReferenceRoots);
        _tools = ToolCatalog.Of(document, options, warnings);
        _calls = new ToolCalls(options, subrequests, time, logger);
        _server = new Implementation { Name = options.Name ?? document.Title, Version = document.ApiVersion };
    }

    /// <summary>Responds to a message.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var request = context.Http.Request;
        if (!_origins.Allows(request))
            return HookResult.Respond(Rejections.OtherOrigin);

        if (!HttpMethods.IsPost(request.Method))
            return HookResult.Respond(s_onlyPost);

        return Rejections.Of(request) is { } rejection ? HookResult.Respond(rejection) : RespondAsync(context);
    }

    private async ValueTask<HookResult> RespondAsync(GatewayContext context)
    {
        var encoded = await context.BufferRequestBodyAsync(_options.MaxBodySize).ConfigureAwait(false);
        var decoding = BodyCoding.Decode(
            encoded, context.Http.Request.Headers.ContentEncoding, _options.MaxBodySize.Bytes, out var message);
        if (Rejections.Of(decoding) is { } rejection)
            return HookResult.Respond(rejection);
        if (!Messages.IsValid(message, _options.MaxDepth))
            return HookResult.Respond(RpcErrors.Unreadable);

        var http = Messages.Copy(context.Http.Request, message, context.CancellationToken);
        try
        {
            await _endpoint.RespondAsync(http, server => Configure(server, context)).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            // The SDK reads the parameters of some methods, such as initialize, without a check.
            return HookResult.Respond(RpcErrors.Invalid);
        }

        return HookResult.Respond(Messages.Describe(http.Response));
    }

    private void Configure(McpServerOptions server, GatewayContext context)
    {
        server.ServerInfo = _server;
        server.ServerInstructions = _options.Instructions;
        server.Capabilities = new ServerCapabilities { Tools = new ToolsCapability() };
        server.Handlers.ListToolsHandler = (list, _) => list.Params?.Cursor is null
            ? ValueTask.FromResult(new ListToolsResult
            {
                Tools = _tools.For(context),
                // The list depends on the caller, and changes with the configuration.
                CacheScope = CacheScope.Private,
                TimeToLive = TimeSpan.Zero,
            })
            // Lists have one page, so no cursor is valid (MCP 2026-07-28, "Pagination", section "Error Handling").
            : throw new McpProtocolException("Unknown cursor.", McpErrorCode.InvalidParams);
        server.Handlers.CallToolHandler = async (call, cancellation) =>
        {
            var name = call.Params?.Name ?? "";
            if (_tools.Find(name, context) is not { } tool)
                throw new McpProtocolException("Unknown tool.", McpErrorCode.InvalidParams);

            return await _calls.CallAsync(context, tool, call.Params?.Arguments, cancellation).ConfigureAwait(false);
        };
    }
}

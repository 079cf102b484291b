using System.Runtime.InteropServices;
using System.Text.Json;
using GatewayKit.Bodies;
using GatewayKit.Plugins.GraphQL.Rest;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins.GraphQL;

/// <summary>
/// Offers an operation of a GraphQL service as an operation of a REST API. Steps:
/// <list type="number">
/// <item>reads the variables from the path, the query, headers and the JSON body, by the types in the document</item>
/// <item>sends the operation to the service</item>
/// <item>responds with the data, or with a problem document for errors</item>
/// </list>
/// </summary>
[GatewayPlugin<GraphQLRestOptions>("graphql-rest", PluginStage.Transformation, RejectsOnError = true)]
public sealed class GraphQLRestPlugin : IRequestHook, IUpstreamRequestHook, IResponseHook
{
    private const string Json = "application/json";
    private const long MaxFile = 100_000;

    /// <summary>The headers that are those of the message, or would make the response depend on another one.</summary>
    private static readonly string[] s_replaced =
        ["Accept", "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since"];

    /// <summary>The headers that describe the message of the upstream.</summary>
    private static readonly string[] s_removed = ["ETag", "Last-Modified", "Accept-Ranges", "Content-Location", "Location"];

    private static readonly MediaTypes s_json = new([Json, "*+json"]);
    private static readonly MediaTypes s_responses = new([Json, "application/graphql-response+json"]);
    private static readonly object s_sent = new();
    private static readonly object s_sentByGet = new();

    private readonly GraphQLRestOptions _options;
    private readonly RestOperation _operation;
    private readonly RestAnswers _answers;
    private readonly PathString _path;

    /// <summary>Initializes a new instance, and reads the document.</summary>
    /// <param name="options">The options.</param>
    /// <param name="placement">The location of the entry.</param>
    /// <param name="files">The watched files.</param>
    /// <exception cref="PluginOptionsException">The document can't be read, or isn't valid.</exception>
    public GraphQLRestPlugin(GraphQLRestOptions options, PluginPlacement placement, IPluginFiles files)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(placement);
        ArgumentNullException.ThrowIfNull(files);
        _options = options;
        _operation = options.QueryFile is { } file
            ? RestOperation.Create(Read(file, placement, files), "queryFile", options)
            : RestOperation.Create(options.Query!, "query", options);
        _answers = new RestAnswers(options, _operation.Kind);
        _path = PathString.FromUriComponent(options.Path);
    }

    /// <summary>Replaces the request by the operation.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var http = context.Http;
        var request = http.Request;
        var isQuery = _operation.Kind == OperationKind.Query;
        if (!IsAllowed(request.Method, isQuery))
            return HookResult.Respond(isQuery ? RestRejections.NotQuery : RestRejections.NotMutation);
        if (http.Features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest == true)
            return HookResult.Respond(RestRejections.Upgrade);
        var hasBody = WholeRequest.HasBody(http);
        if (hasBody && HttpMethods.IsGet(request.Method))
            return HookResult.Respond(RestRejections.BodyOfGet);
        if (hasBody && request.Headers.ContentRange.Count > 0)
            return HookResult.Respond(BodyRejections.Partial);

        // Forms of other sites can send credentials of browsers, but not JSON.
        var isJson = request.Headers.ContentType.Count == 1 && s_json.Contains(request.ContentType) && Charsets.IsUtf8(request.ContentType);
        if (!isJson && (hasBody || (!isQuery && HttpMethods.IsPost(request.Method) && context.HadAmbientCredentials)))
            return HookResult.Respond(RestRejections.OtherType);

        return ContentCoding.Of(request.Headers.ContentEncoding) is { } coding
            ? SendAsync(context, coding)
            : HookResult.Respond(BodyRejections.UnsupportedCoding);
    }

    /// <summary>Requests a response of GraphQL, in a coding that can be decoded.</summary>
    public ValueTask OnUpstreamRequestAsync(GatewayContext context, HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(request);
        WholeResponse.Request(request);
        foreach (var name in s_replaced)
            request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation("Accept", "application/graphql-response+json, application/json;q=0.9");
        return default;
    }

    /// <summary>Replaces the response by its data, or by a problem for errors.</summary>
    /// <exception cref="UpstreamFailureException">The response isn't one of GraphQL.</exception>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.State != s_sent && context.State != s_sentByGet)
            return HookResult.Continue;

        var response = context.Http.Response;
        var isGraphQL = s_responses.Contains(response.ContentType);
        if (context.ResponseOrigin == ResponseOrigin.Gateway || (context.ResponseOrigin == ResponseOrigin.Plugin && !isGraphQL))
            return HookResult.Continue;
        if (isGraphQL && ChangedMessage.HasContent(context) && Charsets.IsUtf8(response.ContentType))
            return ConvertAsync(context);

        return response.StatusCode >= 400 ? HookResult.Respond(RestAnswers.FailureOf(response)) : throw RestAnswers.NotGraphQL();
    }

    private async ValueTask<HookResult> SendAsync(GatewayContext context, ContentCoding coding)
    {
        var request = context.Http.Request;
        var body = await WholeRequest.ReadAsync(context, coding, _options.MaxBodySize).ConfigureAwait(false);
        try
        {
            context.SetRequestBody(_operation.Write(request, body), Json);
        }
        catch (RestRequestException error)
        {
            return HookResult.Respond(RestRejections.Invalid(error.Message));
        }

        context.State = HttpMethods.IsGet(request.Method) ? s_sentByGet : s_sent;
        request.Method = HttpMethods.Post;
        request.QueryString = default;
        request.Path = _path;
        return HookResult.Continue;
    }

    private async ValueTask<HookResult> ConvertAsync(GatewayContext context)
    {
        var response = context.Http.Response;
        var coding = ChangedMessage.CodingOfResponse(context);
        var text = await WholeResponse.ReadAsync(context, coding, _options.MaxBodySize).ConfigureAwait(false);
        try
        {
            using var document = JsonDocument.Parse(
                text, new JsonDocumentOptions { MaxDepth = _options.MaxDepth, AllowDuplicateProperties = false });
            var result = _answers.Read(document.RootElement, response, out var problem);
            if (problem is not null)
                return HookResult.Respond(problem);

            byte[] json = result.ValueKind == JsonValueKind.Undefined ? [.. "null"u8] : JsonMarshal.GetRawUtf8Value(result).ToArray();
            WholeResponse.Write(context, json, coding, Json);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw BodyFaults.OfResponse.Invalid("isn't valid JSON, or has a name twice", error);
        }

        Describe(context);
        return HookResult.Continue;
    }

    private void Describe(GatewayContext context)
    {
        var response = context.Http.Response;
        response.StatusCode = StatusCodes.Status200OK;
        foreach (var name in s_removed)
            response.Headers.Remove(name);
        foreach (var name in _operation.Headers)
            ContentFields.VaryBy(response.Headers, name);
        if (context.State != s_sentByGet)
            return;

        if (_options.CacheControl is { } control)
        {
            response.Headers.CacheControl = control;
            response.Headers.Remove("Expires");
            response.Headers.Remove("Pragma");
        }
        else if (response.Headers.CacheControl.Count == 0)
            response.Headers.CacheControl = "no-store";
    }

    private static bool IsAllowed(string method, bool isQuery)
        => HttpMethods.IsPost(method) || (isQuery ? HttpMethods.IsGet(method) : method is "PUT" or "PATCH" or "DELETE");

    private static string Read(string file, PluginPlacement placement, IPluginFiles files)
    {
        var path = placement.ResolvePath(file);
        files.Watch(path);
        try
        {
            return new FileInfo(path).Length > MaxFile
                ? throw new PluginOptionsException([new OptionsError("queryFile", "is a file of more than 100 kB")])
                : File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PluginOptionsException([new OptionsError("queryFile", $"can't be read: {error.Message.TrimEnd('.')}")]);
        }
    }
}

using System.Text.Json;
using GatewayKit.Bodies;
using GatewayKit.Plugins.GraphQL.Analysis;
using GatewayKit.Plugins.GraphQL.Errors;
using GatewayKit.Plugins.GraphQL.Persisted;
using GatewayKit.Plugins.GraphQL.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Caching.Distributed;

namespace GatewayKit.Plugins.GraphQL;

/// <summary>
/// Checks GraphQL operations. Steps:
/// <list type="number">
/// <item>reads the requests: one, or a batch</item>
/// <item>finds their documents, which can be trusted or registered ones</item>
/// <item>checks the operations against the limits</item>
/// <item>stores documents that clients register, and adds stored documents to the request</item>
/// <item>publishes the operation for later plugins</item>
/// <item>converts problems of the gateway and of later plugins to GraphQL errors</item>
/// </list>
/// </summary>
/// <remarks>The stage is that of authorization: limits and caches that follow see the operation.</remarks>
[GatewayPlugin<GraphQLOptions>("graphql", PluginStage.Authorization, RejectsOnError = true)]
public sealed class GraphQLPlugin : IRequestHook, IResponseHook
{
    /// <summary>The variable with the name of the operation.</summary>
    internal const string NameVariable = "graphqlOperation";

    /// <summary>The variable with the type of the operation.</summary>
    internal const string TypeVariable = "graphqlType";

    /// <summary>The variable with the cost.</summary>
    internal const string CostVariable = "graphqlCost";

    private const string JsonType = "application/json";

    private static readonly ByteSize s_maxProblem = ByteSize.Megabytes(1);
    private static readonly object s_checked = new();

    private static readonly GatewayResponse s_otherMethod = GatewayResponse
        .Problem(405, "Method Not Allowed", "GraphQL requests are sent with GET or POST.").WithHeader("Allow", "GET, POST");

    private static readonly GatewayResponse s_otherType = GatewayResponse
        .Problem(415, "Unsupported Media Type", "GraphQL requests are sent as application/json in UTF-8.");

    private static readonly GatewayResponse s_noWebSockets = GatewayResponse
        .Problem(403, "Forbidden", "WebSockets aren't allowed.");

    private readonly GraphQLOptions _options;
    private readonly RequestReader _reader;
    private readonly OperationCheck _check;
    private readonly DocumentSource _documents;
    private readonly ErrorAnswers _answers;

    /// <summary>Initializes a new instance, and reads the trusted documents.</summary>
    /// <param name="options">The options.</param>
    /// <param name="placement">The location of the entry.</param>
    /// <param name="files">The watched files.</param>
    /// <param name="cache">The cache for documents that clients register.</param>
    /// <exception cref="PluginOptionsException">The file of documents can't be read, or isn't valid.</exception>
    public GraphQLPlugin(GraphQLOptions options, PluginPlacement placement, IPluginFiles files, IDistributedCache cache)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(placement);
        ArgumentNullException.ThrowIfNull(files);
        TrustedDocuments? trusted = null;
        if (options.Documents is { } file)
        {
            var path = placement.ResolvePath(file);
            files.Watch(path);
            trusted = TrustedDocuments.Read(path);
        }

        _options = options;
        _reader = new RequestReader(options);
        _check = new OperationCheck(options);
        _documents = new DocumentSource(
            options, trusted, options.AutomaticPersistedQueries ? cache : null, $"gatewaykit:graphql:{placement.Key}:");
        _answers = new ErrorAnswers(options.ErrorStatus);
    }

    /// <summary>Rejects requests whose operations aren't valid or allowed.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var request = context.Http.Request;

        // Some services execute the body of any OPTIONS request; the preflight of a browser has none.
        if (CorsPreflight.Is(request) && context.Http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true)
            return HookResult.Continue;
        if (request.Headers.Upgrade.Count > 0
            || context.Http.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect == true)
            return CheckWebSocket(request);
        if (HttpMethods.IsGet(request.Method))
            return CheckAsync(context, ContentCoding.Identity);
        if (!HttpMethods.IsPost(request.Method))
            return HookResult.Respond(s_otherMethod);
        if (!RequestReader.IsReadable(request))
            return HookResult.Respond(s_otherType);
        if (request.Headers.ContentRange.Count > 0)
            return HookResult.Respond(BodyRejections.Partial);

        return ContentCoding.Of(request.Headers.ContentEncoding) is { } coding
            ? CheckAsync(context, coding)
            : HookResult.Respond(BodyRejections.UnsupportedCoding);
    }

    /// <summary>Converts a problem of the gateway or of another plugin to a GraphQL error.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.State == s_checked && ChangedMessage.IsOwnProblem(context) ? ConvertAsync(context) : HookResult.Continue;
    }

    // An upstream without WebSockets responds to the handshake as to any GET request.
    private HookResult CheckWebSocket(HttpRequest request)
    {
        if (!_options.WebSockets)
            return HookResult.Respond(s_noWebSockets);

        try
        {
            RequestReader.ThrowIfHasParameters(request.QueryString, "A handshake of WebSockets");
            return HookResult.Continue;
        }
        catch (GraphQLErrorException error)
        {
            return HookResult.Respond(_answers.Reject(request, error.Error));
        }
    }

    private async ValueTask<HookResult> CheckAsync(GatewayContext context, ContentCoding coding)
    {
        // A body of a GET request would be another request than its query.
        var body = await WholeRequest.ReadAsync(context, coding, _options.MaxBodySize).ConfigureAwait(false);
        try
        {
            if (HttpMethods.IsGet(context.Http.Request.Method))
            {
                var request = body.IsEmpty
                    ? _reader.ReadQuery(context.Http.Request.QueryString)
                    : throw new GraphQLErrorException(GraphQLError.BadRequest("A GET request can't have a body."));
                await CheckAsync(context, [request], isBatch: false).ConfigureAwait(false);
            }
            else
            {
                var (requests, isBatch) = _reader.ReadBody(context.Http.Request, body);

                // A body can be valid JSON and the code of another one, for an upstream that ignores the coding.
                if (!coding.IsIdentity)
                    context.SetRequestBody(body, context.Http.Request.ContentType);
                await CheckAsync(context, requests, isBatch).ConfigureAwait(false);
            }
        }
        catch (GraphQLErrorException error)
        {
            return HookResult.Respond(_answers.Reject(context.Http.Request, error.Error));
        }

        return HookResult.Continue;
    }

    private async ValueTask CheckAsync(GatewayContext context, GraphQLRequest[] requests, bool isBatch)
    {
        var cancellation = context.Http.RequestAborted;
        var isGet = HttpMethods.IsGet(context.Http.Request.Method);
        var documents = new string[requests.Length];
        var operations = new CheckedOperation[requests.Length];
        var (cost, hasStored) = (0L, false);
        for (var i = 0; i < requests.Length; i++)
        {
            (documents[i], var isStored) = await _documents.FindAsync(requests[i], cancellation).ConfigureAwait(false);
            hasStored |= isStored;
            operations[i] = _check.Check(context, requests[i], documents[i], isGet);
            OperationCheck.ThrowIfOver("cost of the batch", cost += operations[i].Cost, _options.MaxCost);
        }

        foreach (var request in requests)
            await _documents.StoreAsync(request, cancellation).ConfigureAwait(false);
        if (hasStored)
            Complete(context, requests, documents, isBatch);
        Publish(context, operations, cost);
    }

    private static void Complete(GatewayContext context, GraphQLRequest[] requests, string[] documents, bool isBatch)
    {
        var request = context.Http.Request;
        if (HttpMethods.IsGet(request.Method))
        {
            // The document can be too long for a URL.
            request.Method = HttpMethods.Post;
            var query = new QueryEditor(request.QueryString);
            foreach (var name in RequestReader.Members)
                query.Remove(name);
            request.QueryString = query.ToQueryString();
        }

        context.SetRequestBody(StoredRequest.Write(requests, documents, isBatch), JsonType);
    }

    private static void Publish(GatewayContext context, CheckedOperation[] operations, long cost)
    {
        context.State = s_checked;
        context.Variables[CostVariable] = cost;
        var (kind, name) = (operations[0].Kind, operations[0].Name);
        if (Array.TrueForAll(operations, operation => operation.Kind == kind))
            context.Variables[TypeVariable] = kind.ToString().ToLowerInvariant();
        if (name is not null && Array.TrueForAll(operations, operation => operation.Name == name))
            context.Variables[NameVariable] = name;
    }

    private async ValueTask<HookResult> ConvertAsync(GatewayContext context)
    {
        _answers.Convert(context, await context.BufferResponseBodyAsync(s_maxProblem).ConfigureAwait(false));
        return HookResult.Continue;
    }
}

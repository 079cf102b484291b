using System.Collections.Frozen;
using System.Globalization;
using GatewayKit.Bodies;
using GatewayKit.Plugins.GrpcJson.Calls;
using GatewayKit.Plugins.GrpcJson.Descriptors;
using GatewayKit.Plugins.GrpcJson.Json;
using GatewayKit.Plugins.GrpcJson.Reflection;
using GatewayKit.Plugins.GrpcJson.Rules;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.GrpcJson;

/// <summary>
/// Converts HTTP requests with JSON to gRPC calls, by the <c>google.api.http</c> annotations of the service. Inside of the gateway, the
/// request doesn't have the media type of gRPC, so that the gateway's own responses stay problem documents.
/// </summary>
[GatewayPlugin<GrpcJsonOptions>("grpc-json", PluginStage.Transformation, RejectsOnError = true)]
public sealed class GrpcJsonPlugin : IRequestHook, IUpstreamRequestHook, IResponseHook, IDisposable
{
    private const string Grpc = "application/grpc";
    private const string GrpcWeb = "application/grpc-web";
    private const string Timeout = "grpc-timeout";
    private const string TrailerPrefix = "Grpc-Trailer-";

    // Fields that describe the client's connection or the JSON of its request.
    private static readonly string[] s_removed = ["Accept", "Accept-Encoding", "TE", "grpc-encoding", "grpc-accept-encoding"];

    private readonly IServiceSource _services;
    private readonly QueryRules _query;
    private readonly string? _deadline;
    private readonly string? _openApiPath;
    private readonly int _limit;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="options">The options.</param>
    /// <param name="placement">The location of the entry.</param>
    /// <param name="files">Watches the file with the definitions.</param>
    /// <param name="clusters">Sends requests for definitions to the upstream.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public GrpcJsonPlugin(
        GrpcJsonOptions options, PluginPlacement placement, IPluginFiles files, IClusterSender clusters, TimeProvider time,
        ILogger<GrpcJsonPlugin> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(placement);
        ArgumentNullException.ThrowIfNull(files);
        _limit = (int)options.MaxBodySize.Bytes;
        var ignores = options.UnknownFields == UnknownFields.Ignore;
        var rules = new JsonRules
        {
            IgnoresUnknown = ignores,
            KeepsNames = options.Names == FieldNames.Proto,
            WritesNumbers = options.Enums == EnumValues.Numbers,
            WritesDefaults = options.WriteDefaults,
            MaxDepth = options.MaxDepth,
            MaxLength = _limit,
        };
        _services = options.Descriptors is { } file
            ? new FixedServices(ServiceMap.Create(DescriptorFile.Read(file, placement, files), options, rules, "descriptors"))
            : new ReflectedServices(options, rules, clusters, time, logger);
        _query = new QueryRules(options.IgnoredParameters.ToFrozenSet(StringComparer.Ordinal), ignores);
        _openApiPath = options.OpenapiPath;
        _deadline = options.Deadline is { } deadline
            ? ((long)deadline.TotalMilliseconds).ToString(CultureInfo.InvariantCulture) + "m"
            : null;
    }

    /// <summary>Finds the method that the request calls, and creates its message.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var request = context.Http.Request;
        if (request.ContentType is { } type && (IsGrpc(type) || type.StartsWith(GrpcWeb, StringComparison.OrdinalIgnoreCase)))
            return HookResult.Continue;

        var services = _services.GetAsync(context);
        return services.IsCompletedSuccessfully ? Begin(context, services.Result) : WaitAsync(context, services);
    }

    /// <inheritdoc />
    public void Dispose() => (_services as IDisposable)?.Dispose();

    /// <summary>Sends the request as a gRPC call.</summary>
    public ValueTask OnUpstreamRequestAsync(GatewayContext context, HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(request);
        if (context.State is not Call)
            return default;

        foreach (var name in s_removed)
            request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation("TE", "trailers");
        request.Headers.TryAddWithoutValidation("grpc-accept-encoding", "identity");
        // A service ignores an invalid deadline.
        if (!request.Headers.NonValidated.TryGetValues(Timeout, out var timeout) || !IsTimeout(timeout.ToString()))
        {
            request.Headers.Remove(Timeout);
            if (_deadline is not null)
                request.Headers.TryAddWithoutValidation(Timeout, _deadline);
        }

        request.Content ??= new ByteArrayContent([]);
        request.Content.Headers.Remove("Content-Type");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", Grpc);
        return default;
    }

    /// <summary>Converts the response.</summary>
    /// <exception cref="UpstreamFailureException">The response isn't one of gRPC.</exception>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.State is not Call call)
            return HookResult.Continue;
        if (context.ResponseOrigin != ResponseOrigin.Upstream)
        {
            // The gateway reports only that the body could not be read.
            return call.Error is { } error && context.ResponseOrigin == ResponseOrigin.Gateway
                && context.Http.Response.StatusCode == error.Status
                ? HookResult.Respond(Rejections.For(error))
                : HookResult.Continue;
        }

        var response = context.Http.Response;
        var headers = response.Headers;
        if (response.StatusCode != StatusCodes.Status200OK || headers.ContentEncoding.Count > 0
            || headers.ContentType.ToString() is not { } type || !IsGrpc(type))
            throw NotGrpc("The response isn't one of gRPC.");

        var status = CallStatus.Of(headers);
        foreach (var name in headers.Keys.Where(CallStatus.IsReserved).ToList())
            headers.Remove(name);
        headers.Remove("Trailer");
        if (status is { Code: not 0 })
            return HookResult.Respond(CallProblem.Create(status, call.Response.ConvertDetails(status)));
        if (!call.Binding.Method.IsServerStreaming)
            return ConvertAsync(context, call, status);

        headers.ContentType = StreamFormats.TypeOf(call.Format);
        if (call.Format == StreamFormat.Events)
            headers.CacheControl = "no-cache";
        context.WrapResponseBody(body => new ResponseMessages(body, call, _limit, () => status ?? TakeStatus(context)));
        return HookResult.Continue;
    }

    private ValueTask<HookResult> Begin(GatewayContext context, ServiceMap? services)
    {
        var http = context.Http;
        var request = http.Request;
        if (services is null)
            return HookResult.Respond(Rejections.Unknown);
        if (_openApiPath is not null && request.Path.Value == _openApiPath
            && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
            return HookResult.Respond(services.Document);
        if (services.Tree.Find(request.Path.Value ?? "", request.Method) is not { } match)
            return HookResult.Respond(Rejections.NotFound);
        if (match.Binding is not { } binding)
            return HookResult.Respond(Rejections.NotAllowed(match.Allowed));
        if (EncodedSlash.IsAmbiguous(http))
            return HookResult.Respond(Rejections.AmbiguousPath);

        try
        {
            var message = new RequestMessage(match, request.QueryString, services, _query, _limit);
            var hasBody = binding.HasBody && WholeRequest.HasBody(http);
            if (!hasBody)
            {
                _ = Set(context, binding, services);
                context.SetRequestBody(binding.Method.IsClientStreaming ? default : message.Create([]), null);
                return HookResult.Continue;
            }

            // Only an empty body needs no type: a browser can send one without it to another site, without asking (CORS).
            var isUnnamed = request.Headers.ContentType.Count == 0 && !binding.Method.IsClientStreaming && request.ContentLength is null;
            if (!isUnnamed && !HasJson(request.ContentType, binding.Method.IsClientStreaming))
                return HookResult.Respond(Rejections.UnsupportedType);
            if (ContentCoding.Of(request.Headers.ContentEncoding) is not { } coding)
                return HookResult.Respond(BodyRejections.UnsupportedCoding);
            if (!binding.Method.IsClientStreaming)
                return ConvertAsync(context, binding, services, message, coding);

            var call = Set(context, binding, services);
            ChangedMessage.ChangeRequest(context, ContentCoding.Identity, body => new RequestMessages(
                coding.IsIdentity ? body : new DecodedBody(body, coding, BodyFaults.OfRequest), message, _limit,
                error => call.Error = error));
            request.Headers.Remove("Content-Encoding");
            return HookResult.Continue;
        }
        catch (TranscodingException error)
        {
            return HookResult.Respond(Rejections.For(error));
        }
    }

    private async ValueTask<HookResult> WaitAsync(GatewayContext context, ValueTask<ServiceMap?> services)
        => await Begin(context, await services.ConfigureAwait(false)).ConfigureAwait(false);

    private static Call Set(GatewayContext context, HttpBinding binding, ServiceMap services)
    {
        var request = context.Http.Request;
        var call = new Call(binding, services.Responses, StreamFormats.Of(request.Headers.Accept.ToString()));
        context.State = call;
        (request.Method, request.Path, request.QueryString) = (HttpMethods.Post, binding.GrpcPath, QueryString.Empty);
        return call;
    }

    private async ValueTask<HookResult> ConvertAsync(
        GatewayContext context, HttpBinding binding, ServiceMap services, RequestMessage message, ContentCoding coding)
    {
        var json = await WholeRequest.ReadAsync(context, coding, new ByteSize(_limit)).ConfigureAwait(false);
        if (!json.IsEmpty && context.Http.Request.Headers.ContentType.Count == 0)
            return HookResult.Respond(Rejections.UnsupportedType);
        try
        {
            var frame = message.Create(json.Span);
            _ = Set(context, binding, services);
            context.SetRequestBody(frame, null);
            return HookResult.Continue;
        }
        catch (TranscodingException error)
        {
            return HookResult.Respond(Rejections.For(error));
        }
    }

    private async ValueTask<HookResult> ConvertAsync(GatewayContext context, Call call, CallStatus? head)
    {
        var body = await context.BufferResponseBodyAsync(new ByteSize(_limit + Frames.HeaderLength)).ConfigureAwait(false);
        TakeMetadata(context);
        var status = head ?? TakeStatus(context) ?? throw NotGrpc("The gRPC response doesn't have a status.");
        if (status.Code != 0)
            return HookResult.Respond(CallProblem.Create(status, call.Response.ConvertDetails(status)));
        if (!Frames.TryReadHeader(body.Span, _limit, out var length) || length != body.Length - Frames.HeaderLength)
            throw NotGrpc("The response isn't a single message.");

        context.SetResponseBody(call.Response.Convert(body.Span[Frames.HeaderLength..], call.Binding), "application/json");
        return HookResult.Continue;
    }

    // The trailers don't belong to the client's response.
    private static CallStatus? TakeStatus(GatewayContext context)
    {
        var status = CallStatus.Of(context.UpstreamTrailers);
        context.UpstreamTrailers?.Clear();
        return status;
    }

    private static void TakeMetadata(GatewayContext context)
    {
        if (context.UpstreamTrailers is not { } trailers)
            return;
        foreach (var (name, values) in trailers.NonValidated)
        {
            if (!CallStatus.IsReserved(name) && values.ToString() is var value && !value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
                context.Http.Response.Headers[TrailerPrefix + name] = value;
        }
    }

    private static UpstreamFailureException NotGrpc(string reason) => new(UpstreamFailure.Failed, new InvalidDataException(reason));

    private static bool HasJson(string? contentType, bool isStream)
    {
        var type = contentType.AsSpan();
        type = (type.IndexOf(';') is >= 0 and var end ? type[..end] : type).Trim();
        return Charsets.IsUtf8(contentType)
            && (type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase) || (isStream && StreamFormats.IsLines(type)));
    }

    // At most eight digits and a unit (gRPC over HTTP/2, "Timeout").
    private static bool IsTimeout(ReadOnlySpan<char> text)
        => text.Length is >= 2 and <= 9 && "HMSmun".Contains(text[^1], StringComparison.Ordinal)
            && !text[..^1].ContainsAnyExceptInRange('0', '9');

    private static bool IsGrpc(string type)
        => type.StartsWith(Grpc, StringComparison.OrdinalIgnoreCase) && type.AsSpan(Grpc.Length) is [] or ['+' or ';', ..];
}

using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.GrpcWeb;

/// <summary>
/// Converts calls of gRPC-Web clients to gRPC calls. The request keeps its media type inside of the gateway, so that the gateway's own
/// responses and the deadline are those of a gRPC-Web call; only the upstream's request gets the media type of gRPC.
/// </summary>
[GatewayPlugin<NoOptions>("grpc-web", PluginStage.Transformation, RejectsOnError = true)]
public sealed class GrpcWebPlugin : IRequestHook, IUpstreamRequestHook, IResponseHook
{
    private const string Status = "grpc-status";

    private static readonly object s_binary = new();
    private static readonly object s_text = new();

    private static readonly GatewayResponse s_unsupportedCoding = GatewayResponse
        .Problem(415, "Unsupported Media Type", "A gRPC-Web call can't have a content coding.")
        .WithHeader("Accept-Encoding", "identity");

    // Fields that describe the client's connection or protocol, or ask for a coding of the response.
    private static readonly string[] s_removed = ["Accept", "Accept-Encoding", "TE", "X-Grpc-Web"];

    /// <summary>Decodes the text of a request.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var request = context.Http.Request;
        if (WebFormat.Of(request.ContentType) is not { } format || !HttpMethods.IsPost(request.Method))
            return HookResult.Continue;
        if (HasCoding(request.Headers))
            return HookResult.Respond(s_unsupportedCoding);

        var answersText = (WebFormat.OfAccepted(request.Headers.Accept.ToString()) ?? format).IsText;
        context.State = answersText ? s_text : s_binary;
        if (format.IsText)
            context.WrapRequestBody(body => new DecodedText(body));
        return HookResult.Continue;
    }

    /// <summary>Sends the request as a gRPC call.</summary>
    public ValueTask OnUpstreamRequestAsync(GatewayContext context, HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(request);
        if (context.State is null || WebFormat.Of(context.Http.Request.ContentType) is not { } format)
            return default;

        foreach (var name in s_removed)
            request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation("TE", "trailers");
        if (request.Content is { } content)
        {
            content.Headers.Remove("Content-Type");
            content.Headers.TryAddWithoutValidation("Content-Type", format.ToGrpc());
        }

        return default;
    }

    /// <summary>Appends the trailers of a response to its body, and encodes it as text if the client asks for it.</summary>
    /// <exception cref="UpstreamFailureException">The response has a content coding.</exception>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var headers = context.Http.Response.Headers;
        if (context.State is not { } state || context.ResponseOrigin != ResponseOrigin.Upstream
            || WebFormat.SuffixOfGrpc(headers.ContentType) is not { } suffix)
            return HookResult.Continue;
        if (HasCoding(headers))
            throw new UpstreamFailureException(
                UpstreamFailure.Failed, new InvalidDataException("The gRPC response has a content coding."));

        var isText = ReferenceEquals(state, s_text);
        headers.ContentType = new WebFormat(isText, suffix).ToString();
        headers.Remove("Trailer");
        var needsStatus = !headers.ContainsKey(Status);
        context.WrapResponseBody(body =>
        {
            var complete = new TrailedBody(body, () => context.UpstreamTrailers, needsStatus);
            return isText ? new EncodedText(complete) : complete;
        });
        return HookResult.Continue;
    }

    private static bool HasCoding(IHeaderDictionary headers)
        => headers.ContentEncoding.ToString() is { Length: > 0 } coding && !coding.Equals("identity", StringComparison.OrdinalIgnoreCase);
}

using GatewayKit.Bodies;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins.RequestSizeLimit;

/// <summary>
/// Limits the size of request bodies. An announced length is judged before anything is forwarded. A body without one is counted while it
/// is forwarded: no byte beyond the limit reaches the upstream, and the request to the upstream doesn't end normally.
/// </summary>
[GatewayPlugin<RequestSizeLimitOptions>("request-size-limit", PluginStage.Traffic, RejectsOnError = true)]
public sealed class RequestSizeLimitPlugin : IRequestHook
{
    private static readonly GatewayResponse s_tooLarge =
        GatewayResponse.Problem(413, "Content Too Large", "The request's body is larger than this resource accepts.");

    private readonly long _limit;
    private readonly long? _inflatedLimit;
    private readonly Func<Stream, Stream> _count;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="options">The options.</param>
    public RequestSizeLimitPlugin(RequestSizeLimitOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _limit = options.Limit.Bytes;
        _inflatedLimit = options.InflatedLimit?.Bytes;
        _count = body => new CountedBody(body, _limit);
    }

    /// <summary>Answers with 413 if the announced length is too large; otherwise counts the body.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        var request = context.Http.Request;
        if (request.ContentLength > _limit)
            return HookResult.Respond(s_tooLarge);
        if (context.Http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false)
            return HookResult.Continue;

        // The server itself holds a client to the length that it has announced.
        if (request.ContentLength is null)
            context.WrapRequestBody(_count, keepsLength: true);
        return _inflatedLimit is { } limit ? LimitInflated(context, limit) : HookResult.Continue;
    }

    private static ValueTask<HookResult> LimitInflated(GatewayContext context, long limit)
    {
        if (ContentCoding.Of(context.Http.Request.Headers.ContentEncoding) is not { } coding)
            return HookResult.Respond(BodyRejections.UnsupportedCoding);

        if (!coding.IsIdentity)
            context.WrapRequestBody(body => new InflatedBody(body, coding, limit), keepsLength: true);
        return HookResult.Continue;
    }
}

using GatewayKit.Bodies;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.FindReplace;

/// <summary>
/// Replaces texts in bodies while they stream. A body of a selected type is changed, or the exchange fails: a part of a body
/// (<c>Content-Range</c>), an unknown content coding and, by default, another charset are rejected.
/// </summary>
[GatewayPlugin<FindReplaceOptions>("find-replace", PluginStage.Transformation, RejectsOnError = true, OnlyChangesMessages = true)]
public sealed class FindReplacePlugin : IRequestHook, IUpstreamRequestHook, IResponseHook
{
    private readonly MediaTypes _types;
    private readonly bool _passesOtherCharsets;
    private readonly Func<Stream, Stream>? _request;
    private readonly Func<Stream, Stream>? _response;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="options">The options.</param>
    public FindReplacePlugin(FindReplaceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _types = new MediaTypes(options.ContentTypes);
        _passesOtherCharsets = options.OtherCharsets == OtherCharsets.Pass;
        _request = Replacements.Of(options.Request, options.MaxMatchLength, BodyFaults.OfRequest);
        _response = Replacements.Of(options.Response, options.MaxMatchLength, BodyFaults.OfResponse);
    }

    /// <summary>Changes the body of the request.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var http = context.Http;
        var headers = http.Request.Headers;
        var isAmbiguous = _types.AreAmbiguous(headers.ContentType);
        if (_request is null || !(isAmbiguous || _types.Contains(headers.ContentType)) || !WholeRequest.HasBody(http))
            return HookResult.Continue;

        if (isAmbiguous)
            return HookResult.Respond(BodyRejections.SeveralTypes);
        if (!Charsets.IsUtf8(headers.ContentType))
            return _passesOtherCharsets ? HookResult.Continue : HookResult.Respond(BodyRejections.OtherCharset);
        if (headers.ContentRange.Count > 0)
            return HookResult.Respond(BodyRejections.Partial);
        if (ContentCoding.Of(headers.ContentEncoding) is not { } coding)
            return HookResult.Respond(BodyRejections.UnsupportedCoding);

        ChangedMessage.ChangeRequest(context, coding, _request);
        return HookResult.Continue;
    }

    /// <summary>Gets whether responses are changed.</summary>
    public bool EditsUpstreamRequest => _response is not null;

    /// <summary>Requests the whole resource, because a part of it may begin or end within a text to find, in a coding that can be
    /// decoded.</summary>
    public ValueTask OnUpstreamRequestAsync(GatewayContext context, HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        WholeResponse.Request(request);
        return default;
    }

    /// <summary>Changes the body of the response.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var headers = context.Http.Response.Headers;
        if (_response is not null && context.Http.Response.StatusCode == StatusCodes.Status304NotModified)
            ContentFields.ChangeNotModified(context.Http.Request.Headers.IfNoneMatch, headers);
        var isAmbiguous = _types.AreAmbiguous(headers.ContentType);
        if (_response is null || !(isAmbiguous || _types.Contains(headers.ContentType)) || !ChangedMessage.HasContent(context)
            || (headers.ContentLength == 0 && !HttpMethods.IsHead(context.Http.Request.Method)))
            return HookResult.Continue;

        if (isAmbiguous)
            throw ChangedMessage.HasSeveralTypes();
        if (!Charsets.IsUtf8(headers.ContentType))
            return _passesOtherCharsets ? HookResult.Continue : throw ChangedMessage.Unchangeable("isn't in UTF-8");

        ChangedMessage.ChangeResponse(context, ChangedMessage.CodingOfResponse(context), _response);
        return HookResult.Continue;
    }
}

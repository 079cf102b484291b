using GatewayKit.Bodies;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Compress;

/// <summary>Compresses responses while they stream, by the client's <c>Accept-Encoding</c>.</summary>
[GatewayPlugin<CompressOptions>("compress", PluginStage.Transformation)]
public sealed class CompressPlugin : IResponseHook
{
    private readonly CompressOptions _options;
    private readonly MediaTypes _types;
    private readonly AcceptedCodings _codings;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="options">The options.</param>
    public CompressPlugin(CompressOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _types = new MediaTypes(options.ContentTypes);
        _codings = new AcceptedCodings([.. options.Codings.Select(name => ContentCoding.Of(name)!)]);
    }

    /// <summary>Selects a coding, and compresses the body.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (request, response) = (context.Http.Request, context.Http.Response);
        var accepted = request.Headers.AcceptEncoding;
        var minSize = AcceptedCodings.RejectIdentity(accepted) ? 1 : _options.MinSize.Bytes;
        if (response.StatusCode == StatusCodes.Status304NotModified)
            Describe304(request, response);
        if (!CanBeCompressed(context) || response.ContentLength < minSize)
            return HookResult.Continue;

        // A cache must not give the compressed response to a client that accepts none, or the other way round.
        if (_codings.Select(accepted) is not { } coding || !IsSafe(context) || IsHeadOfPlugin(context))
            ContentFields.VaryByEncoding(response.Headers);
        else if (HttpMethods.IsHead(request.Method))
            Describe(response, coding);
        else
            Compress(context, coding, minSize);
        return HookResult.Continue;
    }

    /// <summary>
    /// Adds the headers of the response with 200 (RFC 9110, section 15.4.5). A 304 may omit its media type; then any type varies. The tag
    /// is the one that the client has received.
    /// </summary>
    private void Describe304(HttpRequest request, HttpResponse response)
    {
        var headers = response.Headers;
        if ((headers.ContentType.Count > 0 && !_types.Contains(headers.ContentType)) || !MayBeTransformed(request, response))
            return;

        ContentFields.VaryByEncoding(headers);
        ContentFields.ChangeNotModified(request.Headers.IfNoneMatch, headers);
    }

    private static void Describe(HttpResponse response, ContentCoding coding)
    {
        ContentFields.VaryByEncoding(response.Headers);
        ContentFields.Change(response.Headers);
        response.Headers.ContentEncoding = coding.Name;
    }

    private void Compress(GatewayContext context, ContentCoding coding, long minSize)
        => context.WrapResponseBody(body =>
        {
            // The response of a plugin doesn't have a length here, but its body is in memory.
            if (body.CanSeek && body.Length < minSize)
                return body;

            Describe(context.Http.Response, coding);
            return new EncodedBody(body, coding, _options.Level);
        });

    /// <summary>Returns whether this is a plugin's response to HEAD: its length isn't known here, so it may be too short.</summary>
    private static bool IsHeadOfPlugin(GatewayContext context)
        => HttpMethods.IsHead(context.Http.Request.Method) && context.ResponseOrigin != ResponseOrigin.Upstream
            && context.Http.Response.ContentLength is null;

    private bool CanBeCompressed(GatewayContext context)
    {
        var headers = context.Http.Response.Headers;
        return ChangedMessage.HasContent(context)
            && context.Http.Response.StatusCode != StatusCodes.Status206PartialContent
            && _types.Contains(headers.ContentType)
            && headers.ContentRange.Count == 0
            && MayBeTransformed(context.Http.Request, context.Http.Response);
    }

    private static bool MayBeTransformed(HttpRequest request, HttpResponse response)
        => ContentCoding.Of(response.Headers.ContentEncoding) is { IsIdentity: true }
            && !ContentFields.Has(response.Headers.CacheControl, "no-transform")
            && !ContentFields.Has(request.Headers.CacheControl, "no-transform");

    /// <summary>Returns whether the size of the compressed body can't reveal a secret of the user's session (BREACH).</summary>
    private bool IsSafe(GatewayContext context)
        => _options.WithCookies || (!context.HadAmbientCredentials && context.Http.Response.Headers.SetCookie.Count == 0);
}

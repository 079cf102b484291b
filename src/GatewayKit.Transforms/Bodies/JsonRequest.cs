using GatewayKit.Bodies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Transforms;

/// <summary>Reads and writes the JSON body of a request.</summary>
/// <param name="limit">The maximum length of a body: encoded, decoded and changed.</param>
internal sealed class JsonRequest(ByteSize limit)
{
    private static readonly GatewayResponse s_partial =
        GatewayResponse.Problem(400, "Bad Request", "The request's body must be complete, without Content-Range.");

    private static readonly GatewayResponse s_otherCharset =
        GatewayResponse.Problem(415, "Unsupported Media Type", "The request's body must be in UTF-8.");

    /// <summary>Returns whether a request has a JSON body. Doesn't allocate.</summary>
    public static bool IsIn(HttpContext http)
        => JsonMessage.IsJson(http.Request.Headers.ContentType) && http.Request.ContentLength != 0
            && http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != false;

    /// <summary>Returns the response to a body that can't be read; null if it can.</summary>
    /// <param name="request">The request.</param>
    /// <param name="coding">The coding of the body.</param>
    public static GatewayResponse? RejectionOf(HttpRequest request, out ContentCoding coding)
    {
        coding = ContentCoding.Of(request.Headers.ContentEncoding) ?? ContentCoding.Identity;
        return request.Headers.ContentRange.Count > 0 ? s_partial
            : !Charsets.IsUtf8(request.Headers.ContentType) ? s_otherCharset
            : ContentCoding.Of(request.Headers.ContentEncoding) is null ? ChangedMessage.UnsupportedCoding
            : null;
    }

    /// <summary>Returns the response to a body that isn't valid, or can't be changed.</summary>
    public static GatewayResponse RejectionOf(ConversionException error)
    {
        var detail = $"The request's body {error.Message}.";
        return error.Kind == ConversionFailure.TooLarge
            ? GatewayResponse.Problem(413, "Content Too Large", detail)
            : GatewayResponse.Problem(400, "Bad Request", detail);
    }

    /// <returns>The body; null if it is empty.</returns>
    /// <exception cref="ConversionException">The body isn't valid.</exception>
    public async ValueTask<JsonTree?> ReadAsync(GatewayContext context, ContentCoding coding)
    {
        var body = await context.BufferRequestBodyAsync(limit).ConfigureAwait(false);
        return await JsonMessage.ParseAsync(body, coding, limit, BodyFaults.OfRequest).ConfigureAwait(false);
    }

    public JsonPathRun RunOf(JsonTree body) => JsonMessage.RunOf(body, limit);

    /// <summary>Replaces the body.</summary>
    /// <exception cref="ConversionException">The body is too long, or nests too deeply.</exception>
    public void Write(GatewayContext context, JsonTree body, ContentCoding coding)
    {
        var headers = context.Http.Request.Headers;
        context.SetRequestBody(JsonMessage.Write(body, coding, limit), headers.ContentType);
        if (!coding.IsIdentity)
            headers.ContentEncoding = coding.Name;
    }
}

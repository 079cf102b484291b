using GatewayKit.Bodies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Transforms;

/// <summary>Reads and writes the JSON body of a request.</summary>
/// <param name="limit">The maximum length of a body: encoded, decoded and changed.</param>
internal sealed class JsonRequest(ByteSize limit)
{
    /// <summary>Returns whether a request has a JSON body. Doesn't allocate.</summary>
    public static bool IsIn(HttpContext http)
        => (JsonMessage.IsJson(http.Request.Headers.ContentType) || JsonMessage.IsAmbiguous(http.Request.Headers.ContentType))
            && http.Request.ContentLength != 0
            && http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != false;

    /// <returns>The body; null if it is empty.</returns>
    /// <exception cref="ConversionException">The body isn't valid.</exception>
    public async ValueTask<JsonTree?> ReadAsync(GatewayContext context, ContentCoding coding)
    {
        var body = await context.BufferRequestBodyAsync(limit).ConfigureAwait(false);
        return await JsonMessage.ParseAsync(body, coding, limit, BodyFaults.OfRequest).ConfigureAwait(false);
    }

    /// <summary>Reads the body, and keeps its text for the response.</summary>
    /// <returns>The text; null if the body is empty.</returns>
    /// <exception cref="ConversionException">The body isn't valid.</exception>
    public async ValueTask<KeptJson?> KeepAsync(GatewayContext context, ContentCoding coding)
    {
        var body = await context.BufferRequestBodyAsync(limit).ConfigureAwait(false);
        var text = await WholeBody.DecodeAsync(body, coding, limit.Bytes, BodyFaults.OfRequest).ConfigureAwait(false);
        if (text.IsEmpty)
            return null;

        JsonTreeText.Parse(text);
        return new KeptJson(text);
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

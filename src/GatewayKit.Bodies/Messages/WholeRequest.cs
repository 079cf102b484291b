using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Bodies;

/// <summary>Reads and replaces the body of a request as a whole, in a request hook.</summary>
internal static class WholeRequest
{
    /// <summary>Returns whether a request can have a body. Doesn't allocate.</summary>
    public static bool HasBody(HttpContext http)
        => http.Request.ContentLength != 0 && http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != false;

    /// <summary>Reads and decodes the body; it can be empty.</summary>
    /// <param name="context">The exchange.</param>
    /// <param name="coding">The coding of the body.</param>
    /// <param name="limit">The maximum length of the body: encoded and decoded.</param>
    /// <exception cref="BadHttpRequestException">The body is too large, or isn't valid in its coding.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(GatewayContext context, ContentCoding coding, ByteSize limit)
    {
        var body = await context.BufferRequestBodyAsync(limit).ConfigureAwait(false);
        return await WholeBody.DecodeAsync(body, coding, limit.Bytes, BodyFaults.OfRequest).ConfigureAwait(false);
    }

    /// <summary>Encodes the body, and sends it instead of the client's.</summary>
    public static void Write(GatewayContext context, ReadOnlyMemory<byte> body, ContentCoding coding, string? contentType)
    {
        context.SetRequestBody(WholeBody.Encode(body, coding), contentType);
        if (!coding.IsIdentity)
            context.Http.Request.Headers.ContentEncoding = coding.Name;
    }
}

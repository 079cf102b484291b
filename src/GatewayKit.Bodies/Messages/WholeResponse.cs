namespace GatewayKit.Bodies;

/// <summary>Requests, reads and replaces the body of a response as a whole.</summary>
internal static class WholeResponse
{
    /// <summary>Requests the whole resource instead of a part of it (RFC 9110, section 14.2), in a coding that can be decoded.</summary>
    public static void Request(HttpRequestMessage request)
    {
        request.Headers.Remove("Range");
        request.Headers.Remove("If-Range");
        DecodableCodings.Request(request);
    }

    /// <summary>Reads and decodes the body; it can be empty.</summary>
    /// <param name="context">The exchange.</param>
    /// <param name="coding">The coding of the body.</param>
    /// <param name="limit">The maximum length of the body: encoded and decoded.</param>
    /// <exception cref="UpstreamFailureException">The body is too large, or isn't valid in its coding.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(GatewayContext context, ContentCoding coding, ByteSize limit)
    {
        var body = await context.BufferResponseBodyAsync(limit).ConfigureAwait(false);
        return await WholeBody.DecodeAsync(body, coding, limit.Bytes, BodyFaults.OfResponse).ConfigureAwait(false);
    }

    /// <summary>Encodes the body, and sends it instead of the upstream's. A part of it can't be requested.</summary>
    public static void Write(GatewayContext context, ReadOnlyMemory<byte> body, ContentCoding coding, string? contentType)
        => Set(context, WholeBody.Encode(body, coding), coding, contentType);

    /// <summary>Changes the headers of the response to HEAD like those of the response to GET, without a length.</summary>
    public static void WriteHead(GatewayContext context, ContentCoding coding, string? contentType)
        => Set(context, default, coding, contentType);

    private static void Set(GatewayContext context, ReadOnlyMemory<byte> encoded, ContentCoding coding, string? contentType)
    {
        context.SetResponseBody(encoded, contentType);
        var headers = context.Http.Response.Headers;
        headers.Remove("Accept-Ranges");
        if (!coding.IsIdentity)
            headers.ContentEncoding = coding.Name;
    }
}

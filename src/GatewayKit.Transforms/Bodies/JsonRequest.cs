using GatewayKit.Bodies;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Transforms;

/// <summary>Reads and writes the JSON body of a request.</summary>
/// <param name="limit">The maximum length of a body: encoded, decoded and changed.</param>
internal sealed class JsonRequest(ByteSize limit)
{
    /// <summary>Returns whether a request has a JSON body. Doesn't allocate.</summary>
    public static bool IsIn(HttpContext http)
        => JsonMessage.IsStated(http.Request.Headers.ContentType) && WholeRequest.HasBody(http);

    /// <returns>The body; null if it is empty.</returns>
    /// <exception cref="ConversionException">The body isn't valid.</exception>
    public async ValueTask<JsonTree?> ReadAsync(GatewayContext context, ContentCoding coding)
        => JsonMessage.Parse(await WholeRequest.ReadAsync(context, coding, limit).ConfigureAwait(false));

    /// <summary>Reads the body, and keeps its text for the response.</summary>
    /// <returns>The text; null if the body is empty.</returns>
    /// <exception cref="ConversionException">The body isn't valid.</exception>
    public async ValueTask<KeptJson?> KeepAsync(GatewayContext context, ContentCoding coding)
    {
        var text = await WholeRequest.ReadAsync(context, coding, limit).ConfigureAwait(false);
        if (text.IsEmpty)
            return null;

        JsonTreeText.Parse(text);
        return new KeptJson(text);
    }

    /// <summary>Replaces the body.</summary>
    /// <exception cref="ConversionException">The body is too long, or nests too deeply.</exception>
    public void Write(GatewayContext context, JsonTree body, ContentCoding coding)
        => WholeRequest.Write(context, JsonTreeText.Write(body, limit.Bytes), coding, context.Http.Request.ContentType);
}

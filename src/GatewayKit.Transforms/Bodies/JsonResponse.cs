using GatewayKit.Bodies;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Transforms;

/// <summary>Reads and writes the JSON body of a response.</summary>
/// <param name="limit">The maximum length of a body: encoded, decoded and changed.</param>
internal sealed class JsonResponse(ByteSize limit)
{
    /// <summary>Returns whether a response has a JSON body, or is that to HEAD for one. Problems of the gateway itself, which can replace
    /// the response, aren't included. Doesn't allocate.</summary>
    public static bool IsIn(GatewayContext context)
        => context.ResponseOrigin != ResponseOrigin.Gateway
            && JsonMessage.IsStated(context.Http.Response.Headers.ContentType)
            && ChangedMessage.HasContent(context)
            && (context.Http.Response.ContentLength != 0 || HttpMethods.IsHead(context.Http.Request.Method));

    /// <summary>Returns the coding of the body.</summary>
    /// <exception cref="UpstreamFailureException">The body can't be read.</exception>
    public static ContentCoding CodingOf(GatewayContext context)
        => JsonMessage.IsAmbiguous(context.Http.Response.Headers.ContentType) ? throw ChangedMessage.HasSeveralTypes()
            : Charsets.IsUtf8(context.Http.Response.Headers.ContentType) ? ChangedMessage.CodingOfResponse(context)
            : throw ChangedMessage.Unchangeable("isn't in UTF-8");

    /// <returns>The body; null if it is empty.</returns>
    /// <exception cref="ConversionException">The body isn't valid.</exception>
    public async ValueTask<JsonTree?> ReadAsync(GatewayContext context, ContentCoding coding)
        => JsonMessage.Parse(await WholeResponse.ReadAsync(context, coding, limit).ConfigureAwait(false));

    /// <summary>Replaces the body.</summary>
    /// <exception cref="ConversionException">The body is too long, or nests too deeply.</exception>
    public void Write(GatewayContext context, JsonTree body, ContentCoding coding)
        => WholeResponse.Write(context, JsonTreeText.Write(body, limit.Bytes), coding, context.Http.Response.ContentType);
}

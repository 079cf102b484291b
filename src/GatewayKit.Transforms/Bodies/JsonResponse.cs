using GatewayKit.Bodies;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Transforms;

/// <summary>Reads and writes the JSON body of a response.</summary>
/// <param name="limit">The maximum length of a body: encoded, decoded and changed.</param>
internal sealed class JsonResponse(ByteSize limit)
{
    /// <summary>Requests the whole resource, in a coding that can be decoded.</summary>
    public static void Request(HttpRequestMessage request)
    {
        WholeResource.Request(request);
        DecodableCodings.Request(request);
    }

    /// <summary>Returns whether a response has a JSON body, or is that to HEAD for one. Problems of the gateway itself, which can replace
    /// the response, aren't included. Doesn't allocate.</summary>
    public static bool IsIn(GatewayContext context)
        => context.ResponseOrigin != ResponseOrigin.Gateway
            && (JsonMessage.IsJson(context.Http.Response.Headers.ContentType)
                || JsonMessage.IsAmbiguous(context.Http.Response.Headers.ContentType))
            && ChangedMessage.HasContent(context)
            && (context.Http.Response.ContentLength != 0 || HttpMethods.IsHead(context.Http.Request.Method));

    /// <summary>Returns the coding of the body.</summary>
    /// <exception cref="UpstreamFailureException">The body can't be read.</exception>
    public static ContentCoding CodingOf(GatewayContext context)
        => JsonMessage.IsAmbiguous(context.Http.Response.Headers.ContentType) ? throw ChangedMessage.HasSeveralTypes()
            : Charsets.IsUtf8(context.Http.Response.Headers.ContentType) ? ChangedMessage.CodingOfResponse(context)
            : throw ChangedMessage.Unchangeable("isn't in UTF-8");

    /// <summary>Returns the failure of a body that isn't valid, or can't be changed.</summary>
    public static Exception FailureOf(ConversionException error)
        => error.Kind == ConversionFailure.TooLarge
            ? new UpstreamFailureException(
                UpstreamFailure.BodyTooLarge, new InvalidDataException($"The response's body {error.Message}.", error))
            : BodyFaults.OfResponse.Invalid(error.Message, error);

    /// <returns>The body; null if it is empty.</returns>
    /// <exception cref="ConversionException">The body isn't valid.</exception>
    public async ValueTask<JsonTree?> ReadAsync(GatewayContext context, ContentCoding coding)
    {
        var body = await context.BufferResponseBodyAsync(limit).ConfigureAwait(false);
        return await JsonMessage.ParseAsync(body, coding, limit, BodyFaults.OfResponse).ConfigureAwait(false);
    }

    public JsonPathRun RunOf(JsonTree body) => JsonMessage.RunOf(body, limit);

    /// <summary>Replaces the body.</summary>
    /// <exception cref="ConversionException">The body is too long, or nests too deeply.</exception>
    public void Write(GatewayContext context, JsonTree body, ContentCoding coding)
        => Set(context, JsonMessage.Write(body, coding, limit), coding);

    /// <summary>Changes the headers of the response to HEAD like those of the response to GET, without a length.</summary>
    public static void WriteHead(GatewayContext context, ContentCoding coding) => Set(context, default, coding);

    private static void Set(GatewayContext context, ReadOnlyMemory<byte> body, ContentCoding coding)
    {
        var headers = context.Http.Response.Headers;
        context.SetResponseBody(body, headers.ContentType);
        headers.Remove("Accept-Ranges");
        if (!coding.IsIdentity)
            headers.ContentEncoding = coding.Name;
    }
}

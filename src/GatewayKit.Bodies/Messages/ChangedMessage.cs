using Microsoft.AspNetCore.Http;

namespace GatewayKit.Bodies;

/// <summary>Changes the body of a message while it streams: it is decoded, changed, and encoded again in the same coding.</summary>
internal static class ChangedMessage
{
    /// <summary>Returns whether a response can have a body, or is the response to HEAD for one that has. A tunnel doesn't.</summary>
    public static bool HasContent(GatewayContext context)
    {
        var http = context.Http;
        return http.Response.StatusCode is >= 200 and not (204 or 205 or 304) && !HttpMethods.IsConnect(http.Request.Method);
    }

    /// <summary>Returns whether a response is a problem document (RFC 9457) of the gateway or of a plugin.</summary>
    public static bool IsOwnProblem(GatewayContext context)
        => context.ResponseOrigin is ResponseOrigin.Gateway or ResponseOrigin.Plugin
            && context.Http.Response.ContentType?.StartsWith("application/problem+json", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Returns the coding of a response whose body has to be changed.</summary>
    /// <exception cref="UpstreamFailureException">The body is a part of a resource, or its coding isn't supported.</exception>
    public static ContentCoding CodingOfResponse(GatewayContext context)
    {
        var response = context.Http.Response;
        if (response.StatusCode == StatusCodes.Status206PartialContent || response.Headers.ContentRange.Count > 0)
            throw Unchangeable("is a part of a resource");
        return ContentCoding.Of(response.Headers.ContentEncoding) ?? throw Unchangeable("has a content coding that isn't supported");
    }

    /// <summary>Creates the exception for a response whose body has to be changed and can't be: the client gets a 502.</summary>
    /// <param name="reason">The state of the body, such as <c>isn't in UTF-8</c>.</param>
    public static Exception Unchangeable(string reason) => BodyFaults.OfResponse.Invalid(reason);

    /// <summary>Returns the exception for a response that states several media types, of which one is selected.</summary>
    public static Exception HasSeveralTypes() => Unchangeable("has several media types");

    /// <summary>Changes the body of a request in a request hook. Removes its digests; its length becomes unknown.</summary>
    /// <param name="context">The exchange.</param>
    /// <param name="coding">The coding of the body.</param>
    /// <param name="change">Returns the stream with the changed text of another one, which it owns.</param>
    public static void ChangeRequest(GatewayContext context, ContentCoding coding, Func<Stream, Stream> change)
    {
        ContentFields.RemoveDigests(context.Http.Request.Headers);
        context.WrapRequestBody(coding.IsIdentity ? change : body => Recode(body, coding, change, BodyFaults.OfRequest));
    }

    /// <summary>Changes the body of a response in a response hook, and the headers that describe it.</summary>
    /// <param name="context">The exchange; its response has content.</param>
    /// <param name="coding">The coding of the body.</param>
    /// <param name="change">Returns the stream with the changed text of another one, which it owns.</param>
    public static void ChangeResponse(GatewayContext context, ContentCoding coding, Func<Stream, Stream> change)
    {
        ContentFields.Change(context.Http.Response.Headers);
        context.WrapResponseBody(coding.IsIdentity ? change : body => Recode(body, coding, change, BodyFaults.OfResponse));
    }

    private static EncodedBody Recode(Stream body, ContentCoding coding, Func<Stream, Stream> change, BodyFaults faults)
        => new(change(new DecodedBody(body, coding, faults)), coding, CompressionEffort.Fast);
}

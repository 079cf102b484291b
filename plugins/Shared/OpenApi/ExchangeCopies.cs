using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins;

/// <summary>The copies of an exchange's bodies. Their lengths stay as they were announced, since a copy changes nothing.</summary>
internal static class ExchangeCopies
{
    /// <summary>Copies the request's body while it is forwarded. Call it in a request hook.</summary>
    /// <returns>The copy, up to a limit; null if there is no body to copy.</returns>
    public static BodyCopy? CopyRequestBody(this GatewayContext context, ByteSize limit)
    {
        var request = context.Http.Request;
        var before = request.Body;
        var length = request.ContentLength;
        var copy = new BodyCopy((int)limit.Bytes);
        context.WrapRequestBody(copy.Of);
        if (ReferenceEquals(before, request.Body))
            return null;

        request.ContentLength = length;
        return copy;
    }

    /// <summary>Copies the response's body while it is sent. Call it in a response hook.</summary>
    /// <returns>The copy, up to a limit. A body that there is not, or that nobody reads, is never ended.</returns>
    public static BodyCopy CopyResponseBody(this GatewayContext context, ByteSize limit)
    {
        var response = context.Http.Response;
        var length = response.ContentLength;
        var copy = new BodyCopy((int)limit.Bytes);
        context.WrapResponseBody(copy.Of);
        response.ContentLength = length;
        return copy;
    }

    /// <summary>Whether a response has a body at all (RFC 9110, section 6.4.1).</summary>
    public static bool HasResponseBody(HttpContext http)
        => http.Response.StatusCode is >= 200 and not (204 or 205 or 304) && !HttpMethods.IsHead(http.Request.Method);
}

using Microsoft.AspNetCore.Http;

namespace GatewayKit.OpenApi.Http;

/// <summary>Copies the bodies of an exchange. Their declared lengths stay, because copying doesn't change them.</summary>
public static class ExchangeCopies
{
    /// <summary>Copies the request body while it is forwarded. Call it in a request hook.</summary>
    /// <param name="context">The exchange.</param>
    /// <param name="limit">The maximum size of the copy, at most 2 GB. A longer body passes without a copy.</param>
    /// <returns>The copy; <c>null</c> if the request has no body.</returns>
    public static BodyCopy? CopyRequestBody(this GatewayContext context, ByteSize limit)
    {
        ArgumentNullException.ThrowIfNull(context);
        var request = context.Http.Request;
        var before = request.Body;
        var length = request.ContentLength;
        var copy = new BodyCopy(limit);
        context.WrapRequestBody(copy.Of);
        if (ReferenceEquals(before, request.Body))
            return null;

        request.ContentLength = length;
        return copy;
    }

    /// <summary>Copies the response body while it is sent. Call it in a response hook.</summary>
    /// <param name="context">The exchange.</param>
    /// <param name="limit">The maximum size of the copy, at most 2 GB. A longer body passes without a copy.</param>
    /// <returns>The copy. The copy of an absent or unread body never reaches its end.</returns>
    public static BodyCopy CopyResponseBody(this GatewayContext context, ByteSize limit)
    {
        ArgumentNullException.ThrowIfNull(context);
        var copy = new BodyCopy(limit);
        context.WrapResponseBody(copy.Of, keepsLength: true);
        return copy;
    }

    /// <summary>Returns whether a response can have a body (RFC 9110, section 6.4.1).</summary>
    /// <param name="http">The ASP.NET Core context.</param>
    public static bool HasResponseBody(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return http.Response.StatusCode is >= 200 and not (204 or 205 or 304) && !HttpMethods.IsHead(http.Request.Method);
    }
}

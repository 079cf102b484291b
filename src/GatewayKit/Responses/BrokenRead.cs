using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Responses;

/// <summary>
/// Ends a read of an HTTP/1.x request's body that failed or was canceled. Kestrel takes a read of a body with a <c>Content-Length</c>
/// as pending then: it can't read the rest once the response is sent, and logs an error with a stack trace for every request.
/// </summary>
internal static class BrokenRead
{
    /// <param name="http">The request, whose response is written.</param>
    /// <param name="body">The body as the server gave it.</param>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "There is nothing to advance; the call only resets the reader, and throws if nothing was read or the read still runs.")]
    public static void End(HttpContext http, Stream body)
    {
        if (!(HttpProtocol.IsHttp11(http.Request.Protocol) || HttpProtocol.IsHttp10(http.Request.Protocol)))
            return;

        var replaced = http.Request.Body;
        try
        {
            // The reader is that of the body that the request has.
            http.Request.Body = body;
            http.Request.BodyReader.AdvanceTo(default);
        }
        catch
        {
        }
        finally
        {
            http.Request.Body = replaced;
        }
    }
}

using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Responses;

/// <summary>
/// Ends a failed or canceled read of an HTTP/1.x request's body. Kestrel treats a read of a body with a <c>Content-Length</c>
/// as still pending: it can't read the rest after the response is sent, and logs an error with a stack trace for every request.
/// </summary>
internal static class BrokenRead
{
    /// <param name="http">The request. Its response is already written.</param>
    /// <param name="body">The server's body.</param>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "There is nothing to advance; the call only resets the reader, and throws if nothing was read or the read is "
            + "still running.")]
    public static void End(HttpContext http, Stream body)
    {
        if (!(HttpProtocol.IsHttp11(http.Request.Protocol) || HttpProtocol.IsHttp10(http.Request.Protocol)))
            return;

        var replaced = http.Request.Body;
        try
        {
            // The reader belongs to the current body of the request.
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

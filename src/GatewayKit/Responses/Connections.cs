using Microsoft.AspNetCore.Http;

namespace GatewayKit.Responses;

/// <summary>Ends connections that must not serve another request.</summary>
internal static class Connections
{
    /// <summary>Announces to an HTTP/1.x client that the connection ends after this response (RFC 9112, section 9.6).</summary>
    public static void CloseAfterResponse(HttpContext http)
    {
        if (http.Response.HasStarted || !(HttpProtocol.IsHttp11(http.Request.Protocol) || HttpProtocol.IsHttp10(http.Request.Protocol)))
            return;

        http.Response.OnStarting(static state =>
        {
            ((HttpContext)state).Response.Headers.Connection = "close";
            return Task.CompletedTask;
        }, http);
    }

    /// <summary>
    /// Ends a stream of HTTP/2 after its response is sent: the connection stays open, but the stream's objects are reused,
    /// which must not happen while a hook still uses them.
    /// </summary>
    public static async ValueTask EndStreamAsync(HttpContext http)
    {
        if (HttpProtocol.IsHttp11(http.Request.Protocol))
            return;

        await http.Response.CompleteAsync().ConfigureAwait(false);
        http.Abort();
    }
}

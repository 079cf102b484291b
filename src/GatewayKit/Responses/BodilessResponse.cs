using Microsoft.AspNetCore.Http;

namespace GatewayKit.Responses;

/// <summary>An upstream's response of a status that has no body.</summary>
internal static class BodilessResponse
{
    /// <summary>
    /// Takes away the length that some upstreams send all the same (RFC 9110, section 8.6, forbids it): the server would miss
    /// the bytes and answer with a bare 500.
    /// </summary>
    public static void MendLength(HttpContext http)
    {
        var response = http.Response;
        if (!GatewayResponseWriter.HasBody(response.StatusCode) && response is { StatusCode: not StatusCodes.Status304NotModified, ContentLength: > 0, HasStarted: false })
            response.ContentLength = null;
    }
}

using Microsoft.AspNetCore.Http;

namespace GatewayKit.Responses;

/// <summary>Handles an upstream's response with a status that doesn't allow a body.</summary>
internal static class BodilessResponse
{
    /// <summary>
    /// Removes the length that some upstreams send nevertheless (RFC 9110, section 8.6, forbids it): the server would expect
    /// the bytes and respond with an empty 500.
    /// </summary>
    public static void FixLength(HttpContext http)
    {
        var response = http.Response;
        if (!GatewayResponseWriter.HasBody(response.StatusCode)
            && response is { StatusCode: not StatusCodes.Status304NotModified, ContentLength: > 0, HasStarted: false })
            response.ContentLength = null;
    }
}

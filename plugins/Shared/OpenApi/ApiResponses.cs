using GatewayKit.OpenApi;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins;

/// <summary>Responses as an OpenAPI document's checks look at them.</summary>
internal static class ApiResponses
{
    /// <summary>The response that a plugin sees now.</summary>
    /// <param name="http">ASP.NET Core's context.</param>
    /// <param name="body">The body, without content codings; empty if there is none.</param>
    public static ApiResponse Of(HttpContext http, ReadOnlyMemory<byte> body) => new()
    {
        Status = http.Response.StatusCode,
        ContentType = http.Response.ContentType,
        Headers = ApiRequests.Fields(http.Response.Headers).FindAll(field => !field.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)),
        Body = body,
    };

    /// <summary>Whether the response goes on for as long as somebody listens, so that nobody must wait for its end.</summary>
    public static bool IsStream(HttpContext http)
        => http.Response.StatusCode == StatusCodes.Status101SwitchingProtocols
            || http.Response.ContentType is { } type
                && (type.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase)
                    || type.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase)
                    || type.StartsWith("multipart/x-mixed-replace", StringComparison.OrdinalIgnoreCase));
}

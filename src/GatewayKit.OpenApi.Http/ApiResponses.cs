using Microsoft.AspNetCore.Http;

namespace GatewayKit.OpenApi.Http;

/// <summary>Converts responses of the gateway for validation against an OpenAPI document.</summary>
public static class ApiResponses
{
    /// <summary>Converts the current response.</summary>
    /// <param name="http">The ASP.NET Core context.</param>
    /// <param name="body">The decoded body, without content codings; empty if there is none.</param>
    public static ApiResponse Of(HttpContext http, ReadOnlyMemory<byte> body)
    {
        ArgumentNullException.ThrowIfNull(http);
        return new()
        {
            Status = http.Response.StatusCode,
            ContentType = http.Response.ContentType,
            Headers = ApiRequests.Fields(http.Response.Headers)
                .FindAll(field => !field.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)),
            Body = body,
        };
    }

    /// <summary>Returns whether the response is an open-ended stream, whose end must not be awaited.</summary>
    /// <param name="http">The ASP.NET Core context.</param>
    public static bool IsStream(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return http.Response.StatusCode == StatusCodes.Status101SwitchingProtocols
            || http.Response.ContentType is { } type
                && (type.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase)
                    || type.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase)
                    || type.StartsWith("multipart/x-mixed-replace", StringComparison.OrdinalIgnoreCase));
    }
}

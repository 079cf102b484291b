using Microsoft.AspNetCore.Http;

namespace GatewayKit.Responses;

/// <summary>Recognizes a gRPC call by its content type, as the protocol defines it.</summary>
internal static class GrpcRequest
{
    private const string Prefix = "application/grpc";
    private const string Web = "-web";
    private const string WebText = "-web-text";

    /// <summary>Returns whether a request is a gRPC call over HTTP/2 or later, or a gRPC-Web call over any version.</summary>
    public static bool IsGrpc(HttpRequest request)
    {
        var type = request.ContentType.AsSpan();
        if (!type.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return false;

        var rest = type[Prefix.Length..];
        if (rest.StartsWith(WebText, StringComparison.OrdinalIgnoreCase))
            return EndsType(rest[WebText.Length..]);

        return rest.StartsWith(Web, StringComparison.OrdinalIgnoreCase)
            ? EndsType(rest[Web.Length..])
            : EndsType(rest) && !HttpProtocol.IsHttp11(request.Protocol) && !HttpProtocol.IsHttp10(request.Protocol);
    }

    // A message format ("+proto") or a parameter may follow.
    private static bool EndsType(ReadOnlySpan<char> rest) => rest is [] or ['+' or ';' or ' ', ..];
}

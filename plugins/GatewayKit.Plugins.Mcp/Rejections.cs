using GatewayKit.Bodies;
using GatewayKit.OpenApi.Http;
using GatewayKit.Plugins.Mcp.Proxy;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Mcp;

/// <summary>The responses to requests without a message.</summary>
internal static class Rejections
{
    public static GatewayResponse OtherOrigin { get; } =
        GatewayResponse.Problem(403, "Forbidden", "Pages of this origin can't use the MCP server.");

    private static GatewayResponse OtherType { get; } =
        GatewayResponse.Problem(415, "Unsupported Media Type", "A message must be JSON in UTF-8.");

    public static GatewayResponse Upgrade { get; } =
        GatewayResponse.Problem(400, "Bad Request", "An MCP server can't be used with a request to upgrade the connection.");

    public static GatewayResponse Body { get; } =
        GatewayResponse.Problem(400, "Bad Request", "A request with GET or DELETE must not have a body.");

    private static GatewayResponse TooLong { get; } =
        GatewayResponse.Problem(413, "Content Too Large", "The request's body is larger than this resource accepts.");

    /// <summary>Returns the response to a method that has no meaning in the protocol.</summary>
    public static GatewayResponse OtherMethod(string allowed)
        => GatewayResponse.Problem(405, "Method Not Allowed").WithHeader("Allow", allowed);

    /// <summary>Returns the response to a request whose body isn't a whole message; <c>null</c> if it can be.</summary>
    public static GatewayResponse? Of(HttpRequest request)
        => !MessageType.IsJson(request.ContentType) ? OtherType
            : request.Headers.ContentRange.Count > 0 ? BodyRejections.Partial
            : null;

    /// <summary>Returns the response to a body that can't be decoded; <c>null</c> if it was decoded.</summary>
    public static GatewayResponse? Of(BodyDecoding decoding) => decoding switch
    {
        BodyDecoding.Decoded => null,
        BodyDecoding.TooLong => TooLong,
        BodyDecoding.UnknownCoding => BodyRejections.UnsupportedCoding,
        _ => RpcErrors.Unreadable,
    };
}

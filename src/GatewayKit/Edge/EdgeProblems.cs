using System.Numerics;

namespace GatewayKit.Edge;

/// <summary>The answers of the edge, built once.</summary>
internal static class EdgeProblems
{
    private const string Methods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    private static readonly GatewayResponse[] s_paths =
    [
        BadRequest("The path has an empty segment ('//')."),
        BadRequest("The path has an encoded slash ('%2F')."),
        BadRequest("The path has a doubly encoded slash ('%252F')."),
        BadRequest("The path has a backslash."),
        BadRequest("The path has a segment '.' or '..'."),
        BadRequest("The path has a parameter (';')."),
        BadRequest("The path has an encoded '%', '?' or '#'."),
        BadRequest("The request target has a control character."),
        BadRequest("The request target is malformed."),
    ];

    /// <summary>What <c>OPTIONS *</c> asks (RFC 9110, section 9.3.7): the methods that any resource here may have.</summary>
    public static readonly GatewayResponse Server = new GatewayResponse(200).WithHeader("Allow", Methods);

    public static readonly GatewayResponse NotFound = GatewayResponse.Problem(404, "Not Found", "No route matches this request.");

    /// <summary>TRACE and CONNECT, everywhere.</summary>
    public static readonly GatewayResponse MethodRefused = GatewayResponse
        .Problem(405, "Method Not Allowed", "This gateway does not take the method.")
        .WithHeader("Allow", Methods);

    /// <summary>What the router found out; its <c>Allow</c> is on the response already.</summary>
    public static readonly GatewayResponse MethodNotAllowed = GatewayResponse
        .Problem(405, "Method Not Allowed", "The resource does not support the method; the header Allow says which it does.");

    public static readonly GatewayResponse ContentTooLarge = GatewayResponse
        .Problem(413, "Content Too Large", "The request's body is larger than this resource takes.");

    public static readonly GatewayResponse HeaderName = BadRequest("A header's name is not a token.");

    public static readonly GatewayResponse HeaderValue = BadRequest("A header's value has a control character.");

    public static readonly GatewayResponse Host = BadRequest("The request needs exactly one valid Host.");

    public static readonly GatewayResponse TransferEncoding = BadRequest("The only transfer coding that is taken is 'chunked', once, in HTTP/1.1.");

    public static readonly GatewayResponse ContentLengthAndTransferEncoding = BadRequest("Content-Length stands beside Transfer-Encoding.");

    /// <summary>RFC 9113, section 8.2.2.</summary>
    public static readonly GatewayResponse ConnectionSpecific = BadRequest("A header of HTTP/1.1 connections stands in a request of a later version.");

    /// <summary>RFC 6455, section 4.4: the answer names the version that would do.</summary>
    public static readonly GatewayResponse WebSocketHandshake =
        BadRequest("The WebSocket handshake is malformed, or not of version 13.").WithHeader("Sec-WebSocket-Version", "13");

    /// <summary>The problem for a target with these refused traits; the first of them is named.</summary>
    public static GatewayResponse Path(PathTraits refused) => s_paths[BitOperations.TrailingZeroCount((int)refused)];

    /// <summary>The option that would let through what a problem is about; null if none does.</summary>
    public static string? OptionFor(GatewayResponse problem) => Array.IndexOf(s_paths, problem) switch
    {
        0 => "paths.emptySegments",
        1 or 2 => "paths.encodedSlash",
        5 => "paths.parameters",
        6 => "paths.encodedReserved",
        _ => null,
    };

    private static GatewayResponse BadRequest(string detail) => GatewayResponse.Problem(400, "Bad Request", detail);
}

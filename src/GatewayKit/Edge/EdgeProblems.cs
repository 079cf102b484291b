using System.Numerics;

namespace GatewayKit.Edge;

/// <summary>The responses of the edge, built once.</summary>
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

    /// <summary>The response to <c>OPTIONS *</c> (RFC 9110, section 9.3.7): the methods that any resource may have.</summary>
    public static readonly GatewayResponse Server = new GatewayResponse(200).WithHeader("Allow", Methods);

    /// <summary>TRACE and CONNECT, everywhere.</summary>
    public static readonly GatewayResponse MethodRefused = GatewayResponse
        .Problem(405, "Method Not Allowed", "This gateway doesn't support the method.")
        .WithHeader("Allow", Methods);

    /// <summary>The router's result; its <c>Allow</c> header is already set.</summary>
    public static readonly GatewayResponse MethodNotAllowed = GatewayResponse
        .Problem(405, "Method Not Allowed", "The resource doesn't support the method; the Allow header lists the supported methods.");

    public static readonly GatewayResponse HeaderName = BadRequest("A header's name isn't a token.");

    public static readonly GatewayResponse HeaderValue = BadRequest("A header's value has a control character.");

    public static readonly GatewayResponse Host = BadRequest("The request needs exactly one valid Host.");

    public static readonly GatewayResponse TransferEncoding =
        BadRequest("The only supported transfer coding is 'chunked', once, in HTTP/1.1.");

    public static readonly GatewayResponse ContentLengthAndTransferEncoding =
        BadRequest("The request has both Content-Length and Transfer-Encoding.");

    /// <summary>RFC 9113, section 8.2.2.</summary>
    public static readonly GatewayResponse ConnectionSpecific =
        BadRequest("A request of a later version has a header of HTTP/1.1 connections.");

    /// <summary>RFC 6455, section 4.4: the response names the supported version.</summary>
    public static readonly GatewayResponse WebSocketHandshake =
        BadRequest("The WebSocket handshake is malformed, or its version isn't 13.").WithHeader("Sec-WebSocket-Version", "13");

    /// <summary>Returns the problem for a target with these rejected traits; it names the first one.</summary>
    public static GatewayResponse Path(PathTraits refused) => s_paths[BitOperations.TrailingZeroCount((int)refused)];

    /// <summary>Returns the option that would accept the rejected spelling of a problem; null if there is none.</summary>
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

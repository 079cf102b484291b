namespace GatewayKit.Plugins.WebSocketSse;

/// <summary>The responses to requests that don't open a stream.</summary>
internal static class Rejections
{
    private const int LongestHeader = 1_000;

    public static GatewayResponse NotAllowed { get; } = GatewayResponse
        .Problem(405, "Method Not Allowed", "A stream of events is requested with GET.").WithHeader("Allow", "GET");

    public static GatewayResponse IsWebSocket { get; } = GatewayResponse.Problem(
        400, "Bad Request", "This route sends events and doesn't accept WebSockets.");

    public static GatewayResponse HasBody { get; } = GatewayResponse.Problem(
        400, "Bad Request", "The request for a stream of events must not have a body.");

    public static GatewayResponse NotAcceptable { get; } = GatewayResponse.Problem(
        406, "Not Acceptable", "This route responds with 'text/event-stream' only.");

    public static GatewayResponse InvalidMessage { get; } = GatewayResponse.Problem(
        400, "Bad Request", "A value for the message to the upstream occurs more than once or isn't valid.");

    /// <summary>The response after which a browser stops connecting again (WHATWG HTML, section 9.2.1).</summary>
    public static GatewayResponse Ended { get; } = new GatewayResponse(204).WithHeader("Cache-Control", "no-store");

    /// <summary>Returns the response if the upstream doesn't open the WebSocket; null if its status doesn't concern the client.</summary>
    /// <param name="status">The status of the upstream's response.</param>
    /// <param name="challenge">The upstream's <c>WWW-Authenticate</c>.</param>
    /// <param name="retryAfter">The upstream's <c>Retry-After</c>.</param>
    public static GatewayResponse? OfUpstream(int status, string? challenge, string? retryAfter) => status switch
    {
        401 => With(Problem(401, "Unauthorized"), "WWW-Authenticate", challenge),
        403 => Problem(403, "Forbidden"),
        404 => Problem(404, "Not Found"),
        429 => With(Problem(429, "Too Many Requests"), "Retry-After", retryAfter),
        503 => With(Problem(503, "Service Unavailable"), "Retry-After", retryAfter),
        _ => null,
    };

    private static GatewayResponse Problem(int status, string title)
        => GatewayResponse.Problem(status, title, $"The upstream answered with {status}.");

    private static GatewayResponse With(GatewayResponse response, string name, string? value)
        => value is { Length: > 0 and <= LongestHeader } && HttpSyntax.IsHeaderValue(value) ? response.WithHeader(name, value) : response;
}

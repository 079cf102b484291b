namespace GatewayKit.Proxy.Subrequests;

/// <summary>The responses to subrequests that the server would reject, or that aren't sent.</summary>
internal static class SubrequestProblems
{
    /// <summary>RFC 5842, section 7.2.</summary>
    public static readonly GatewayResponse Loop = GatewayResponse.Problem(
        508, "Loop Detected", "The request has led to too many requests of the gateway to itself.");

    public static readonly GatewayResponse Target = GatewayResponse.Problem(400, "Bad Request", "The request target is malformed.");

    public static readonly GatewayResponse TargetTooLong =
        GatewayResponse.Problem(414, "URI Too Long", "The request target is longer than the gateway accepts.");

    /// <summary>RFC 6585, section 5.</summary>
    public static readonly GatewayResponse HeadersTooLarge =
        GatewayResponse.Problem(431, "Request Header Fields Too Large", "The headers are larger or more than the gateway accepts.");
}

using Microsoft.AspNetCore.Http;

namespace GatewayKit.Responses;

/// <summary>The gateway's own responses, built once.</summary>
internal static class GatewayProblems
{
    public static readonly GatewayResponse NoRoute = GatewayResponse.Problem(404, "Not Found", "No route matches this request.");
    public static readonly GatewayResponse BodyTooLarge =
        GatewayResponse.Problem(413, "Content Too Large", "The request's body is larger than this resource accepts.");
    public static readonly GatewayResponse BodyTooSlow =
        GatewayResponse.Problem(408, "Request Timeout", "The request's body did not arrive in time.");
    public static readonly GatewayResponse BadBody = GatewayResponse.Problem(400, "Bad Request", "The request's body could not be read.");
    public static readonly GatewayResponse PluginFailed =
        GatewayResponse.Problem(500, "Internal Server Error", "The gateway could not process this request.");
    public static readonly GatewayResponse PluginBlocked =
        GatewayResponse.Problem(503, "Service Unavailable", "The gateway is too busy for this request.").WithHeader("Retry-After", "1");
    public static readonly GatewayResponse UpstreamFailed =
        GatewayResponse.Problem(502, "Bad Gateway", "The upstream didn't send a valid response.");
    public static readonly GatewayResponse NoDestination =
        GatewayResponse.Problem(503, "Service Unavailable", "No upstream is available for this request.");
    public static readonly GatewayResponse NoConnection =
        GatewayResponse.Problem(503, "Service Unavailable", "The gateway doesn't have a free connection for this request.")
            .WithHeader("Retry-After", "1");
    public static readonly GatewayResponse Unanswered = GatewayResponse.Problem(503, "Service Unavailable", "Nothing answers this route.");
    public static readonly GatewayResponse TimedOut =
        GatewayResponse.Problem(504, "Gateway Timeout", "The request took longer than its route allows.");
    public static readonly GatewayResponse UpstreamTimedOut =
        GatewayResponse.Problem(504, "Gateway Timeout", "The upstream didn't respond in time.");

    /// <summary>The response after the deadline of a gRPC call; <see cref="GrpcAnswer"/> recognizes it by reference.</summary>
    public static readonly GatewayResponse DeadlineExceeded =
        GatewayResponse.Problem(504, "Gateway Timeout", "The call's deadline has passed.");

    /// <summary>Creates a 401 with its challenges (RFC 9110, section 15.5.2).</summary>
    public static GatewayResponse Unauthorized(IEnumerable<string> challenges, string? reason)
        => challenges.Where(challenge => challenge.Length > 0)
            .Aggregate(GatewayResponse.Problem(401, "Unauthorized", reason),
                (response, challenge) => response.WithHeader("WWW-Authenticate", challenge));

    /// <summary>Creates a 403 (RFC 9110, section 15.5.4).</summary>
    public static GatewayResponse Forbidden(string reason) => GatewayResponse.Problem(403, "Forbidden", reason);

    public static GatewayResponse For(BadHttpRequestException error) => ForBody(error.StatusCode);

    /// <summary>The answer to a request whose body could not be read, by the status that the server gives to that.</summary>
    public static GatewayResponse ForBody(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => BodyTooLarge,
        StatusCodes.Status408RequestTimeout => BodyTooSlow,
        _ => BadBody,
    };

    public static GatewayResponse For(UpstreamFailure failure) => failure switch
    {
        UpstreamFailure.TimedOut => UpstreamTimedOut,
        UpstreamFailure.NoDestination => NoDestination,
        UpstreamFailure.NoConnection => NoConnection,
        _ => UpstreamFailed,
    };
}

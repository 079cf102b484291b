using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;

namespace GatewayKit.Responses;

/// <summary>The timeout of a whole request. Cancels <see cref="HttpContext.RequestAborted"/>, as a disconnected client does.</summary>
internal static class RequestTimeout
{
    /// <summary>Gets whether the request took too long; its client is still waiting for a response.</summary>
    public static bool HasPassed(HttpContext http)
        => http.Features.Get<IHttpRequestTimeoutFeature>()?.RequestTimeoutToken.IsCancellationRequested == true;

    /// <summary>Gets whether the client disconnected.</summary>
    public static bool IsClientGone(HttpContext http) => http.RequestAborted.IsCancellationRequested && !HasPassed(http);

    /// <summary>Returns the status of the response; 499 if the client disconnected before it began.</summary>
    public static int StatusOf(HttpContext http)
        => !http.Response.HasStarted && IsClientGone(http) ? StatusCodes.Status499ClientClosedRequest : http.Response.StatusCode;

    /// <summary>The token for writing a response.</summary>
    public static CancellationToken WriteToken(HttpContext http)
        => http.RequestAborted.IsCancellationRequested && HasPassed(http) ? CancellationToken.None : http.RequestAborted;
}

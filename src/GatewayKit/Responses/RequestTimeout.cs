using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;

namespace GatewayKit.Responses;

/// <summary>The timeout of a whole request. It cancels <see cref="HttpContext.RequestAborted"/>, as a client does that goes away.</summary>
internal static class RequestTimeout
{
    /// <summary>Whether the request has taken too long; its client still waits for an answer then.</summary>
    public static bool HasPassed(HttpContext http) => http.Features.Get<IHttpRequestTimeoutFeature>()?.RequestTimeoutToken.IsCancellationRequested == true;

    /// <summary>Whether the client has gone.</summary>
    public static bool IsClientGone(HttpContext http) => http.RequestAborted.IsCancellationRequested && !HasPassed(http);

    /// <summary>The token for writing an answer.</summary>
    public static CancellationToken WriteToken(HttpContext http)
        => http.RequestAborted.IsCancellationRequested && HasPassed(http) ? CancellationToken.None : http.RequestAborted;
}

namespace GatewayKit.Proxy.Upstream;

/// <summary>
/// Sends a request to its upstream in one or several attempts.
/// Transforms and hooks are above it: the upstream-request hooks have run, and the response hooks run once, with the response that this
/// returns. Without this service, a request has one attempt.
/// </summary>
internal interface IUpstreamAttempts
{
    /// <summary>Sends a request with a response; not a tunnel and not a health check.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Canceled when the client disconnects, or <c>activityTimeout</c> or the route's <c>timeout</c> has passed:
    /// both cover all attempts.</param>
    /// <returns>The response of one attempt. The responses of the others are disposed.</returns>
    Task<HttpResponseMessage> SendAsync(UpstreamRequest request, CancellationToken cancellation);
}

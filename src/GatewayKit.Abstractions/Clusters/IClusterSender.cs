namespace GatewayKit;

/// <summary>
/// Sends requests of a plugin to destinations of clusters, besides the request that the gateway forwards. A plugin's constructor can ask
/// for it. The cluster's health checks, load balancing, HTTP client and TLS settings apply; plugins, transforms, session affinity, passive
/// health checks and the cluster's policies (time limits, retries, hedging, circuit breakers, outlier detection and the limit of
/// concurrent requests) don't.
/// </summary>
public interface IClusterSender
{
    /// <summary>
    /// Returns the path and query that the gateway sends below the address of the destination, after all transforms, so that the same can
    /// be sent to another cluster. Call it in an upstream-request hook.
    /// </summary>
    /// <param name="context">The exchange.</param>
    /// <param name="request">The upstream request.</param>
    /// <returns>The target: a slash, the rest of the path, and the query.</returns>
    string TargetOf(GatewayContext context, HttpRequestMessage request);

    /// <summary>Sends a request to a healthy destination, which the cluster's load balancing selects.</summary>
    /// <param name="clusterId">The id of the cluster in the active configuration.</param>
    /// <param name="target">The path and query below the address of the destination. Must begin with a slash.</param>
    /// <param name="request">The request. The method sets its address and version.</param>
    /// <param name="cancellation">Ends the request. There is no other timeout: use a token that is canceled after a time.</param>
    /// <returns>The response, whose body isn't read yet.</returns>
    /// <exception cref="ArgumentException">The target doesn't begin with a slash.</exception>
    /// <exception cref="UpstreamFailureException">The cluster no longer exists, or doesn't have a healthy destination.</exception>
    /// <exception cref="HttpRequestException">The destination didn't respond with a valid response.</exception>
    Task<HttpResponseMessage> SendAsync(string clusterId, string target, HttpRequestMessage request, CancellationToken cancellation);
}

namespace GatewayKit;

/// <summary>
/// Sends requests of a plugin through the gateway itself, in the same process and without a socket. A subrequest is an exchange like that
/// of a client: it is matched with a route, and passes the edge and all plugins of that route, the log, the metrics and the trace. A
/// plugin's constructor can ask for it.
/// </summary>
/// <remarks>
/// A subrequest is a part of the exchange that sends it, its parent. It has the parent's connection: the address of the client, the client
/// certificate, the scheme and the listener. It has no header of the parent: copy those that the route needs. When the parent ends or is
/// aborted, or the running hook exceeds its timeout, its subrequests are aborted. The responses of both are streamed, each as fast as its
/// reader reads.
/// </remarks>
public interface ISubrequestSender
{
    /// <summary>Sends a request. Several may run at the same time.</summary>
    /// <param name="parent">The exchange that the plugin runs in.</param>
    /// <param name="request">
    /// The request. <see cref="HttpRequestMessage.RequestUri"/> is the path and the query on this gateway, such as <c>/orders/7</c>; of
    /// an absolute address, also the host is used. Without a host there or in <c>Host</c>, it is the parent's. Version 2.0 is for gRPC.
    /// Headers that only proxies or the gateway may set, such as <c>X-Forwarded-For</c> or <c>X-Consumer-Name</c>, are removed.
    /// </param>
    /// <param name="cancellation">Aborts the subrequest, also while the body of the response is read. There is no other timeout than that
    /// of the route.</param>
    /// <returns>
    /// The response, whose body isn't read yet; dispose it. Failures that a client would see as a response are responses here, too, such as
    /// a 404 without a route or a 502 of a failed upstream. A subrequest below 8 others, and one after 1000 others of the same
    /// client's request, gets a 508 (RFC 5842, section 7.2). If the subrequest is aborted later, reading the body throws.
    /// </returns>
    /// <exception cref="ArgumentException">The address isn't a path on this gateway, or the request asks for an upgrade of the
    /// connection.</exception>
    /// <exception cref="InvalidOperationException">The parent has ended, or no client sent it
    /// (<see cref="GatewayContext.IsSimulated"/>).</exception>
    /// <exception cref="OperationCanceledException">The parent or the caller has aborted the subrequest.</exception>
    /// <exception cref="HttpRequestException">The gateway has aborted the subrequest without a response.</exception>
    Task<HttpResponseMessage> SendAsync(GatewayContext parent, HttpRequestMessage request, CancellationToken cancellation);

    /// <summary>
    /// Copies the headers with which the parent's client may identify itself: <c>Authorization</c>, <c>Cookie</c>, and others whose names
    /// are those of secrets (<see cref="SecretNames.IsSecretHeader"/>), such as <c>X-Api-Key</c>. They are the ones that the client sent,
    /// also if an authentication plugin of the parent's route has removed them. Credentials that belong to one request, such as a signature
    /// of it (RFC 9421) or a proof of possession (RFC 9449), aren't valid for another one.
    /// </summary>
    /// <param name="parent">The exchange that the plugin runs in.</param>
    /// <param name="request">The request to send. Headers that it has already are kept.</param>
    void CopyCredentials(GatewayContext parent, HttpRequestMessage request);

    /// <summary>Copies a header that the parent's client sent, also if a plugin has removed or changed it.</summary>
    /// <param name="parent">The exchange that the plugin runs in.</param>
    /// <param name="request">The request to send. A header that it has already is kept.</param>
    /// <param name="name">The name of the header. Those of the body and the connection can't be copied.</param>
    /// <returns>Whether the request has the header now.</returns>
    bool CopyHeader(GatewayContext parent, HttpRequestMessage request, string name);
}

using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace GatewayKit;

/// <summary>
/// One exchange: a request, its response, and the gateway's data about both. The pipeline creates a context for each
/// exchange; don't use it after the exchange has ended.
/// </summary>
public abstract class GatewayContext
{
    /// <summary>The name of the request header that marks a copy: <see cref="IsCopy"/>. Its value is a boolean (RFC 9651).</summary>
    public const string CopyHeader = "Gateway-Mirrored";

    /// <summary>The item of <see cref="HttpContext.Items"/> with which the edge marks a copy.</summary>
    internal const string CopyItem = "GatewayKit.IsCopy";

    /// <summary>Gets the ASP.NET Core context: request, response, connection and user.</summary>
    public abstract HttpContext Http { get; }

    /// <summary>Gets the matched route.</summary>
    public abstract RouteInfo Route { get; }

    /// <summary>Gets the caller; <c>null</c> until an authentication hook has identified it.</summary>
    public abstract Consumer? Consumer { get; }

    /// <summary>
    /// Gets the claims that authentication hooks have supplied; <c>null</c> if there are none.
    /// After authentication, <c>Http.User</c> has the same claims; without claims of a hook, it has the name and the groups of
    /// <see cref="Consumer"/>. If no hook has authenticated the caller, it stays the user that the host has set.
    /// </summary>
    public virtual ClaimsPrincipal? Principal => null;

    /// <summary>
    /// Gets whether an authentication hook has accepted the request: it has identified <see cref="Consumer"/>, or it has let the request
    /// pass without one (<see cref="AuthenticationResult.NotRequired"/>), such as a service that checks requests and doesn't name the
    /// caller. The response may then depend on the caller, although <see cref="Consumer"/> is <c>null</c>.
    /// </summary>
    public virtual bool PassedAuthentication => Consumer is not null;

    /// <summary>
    /// Gets whether the request arrived with credentials that browsers send by themselves: a foreign page can send it in the name of its
    /// user. These are cookies, <c>Authorization</c> with the scheme Basic, Digest, Negotiate or NTLM, or a client certificate, also
    /// one that a proxy forwards in <c>Client-Cert</c> or <c>X-Forwarded-Client-Cert</c>. Hooks can have removed them since: this is the
    /// state before the first one.
    /// </summary>
    public virtual bool HadAmbientCredentials => AmbientCredentials.AreIn(Http);

    /// <summary>
    /// Gets the id of the credential by which an authentication hook has identified <see cref="Consumer"/>; <c>null</c> if the credential
    /// has none or the plugin doesn't supply it. It isn't a secret.
    /// </summary>
    public virtual string? CredentialId => null;

    /// <summary>
    /// Gets whether no client sent the request: a plan runs the authentication hooks to find the caller of a recorded one. A hook then
    /// counts nothing, such as failed attempts or used nonces. Default: <c>false</c>.
    /// </summary>
    public virtual bool IsSimulated => false;

    /// <summary>
    /// Gets or sets the priority of the request. Plugins that let requests wait or reject them because of load, such as
    /// <c>load-shedding</c>, begin with the lowest priority. A plugin that sets it must run before them, so it belongs to an earlier stage
    /// than <see cref="PluginStage.Traffic"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value isn't a defined one.</exception>
    /// <exception cref="NotSupportedException">The context doesn't support other priorities.</exception>
    public virtual ExchangePriority Priority
    {
        get => ExchangePriority.Normal;
        set => throw new NotSupportedException("This context doesn't support priorities.");
    }

    /// <summary>
    /// Gets or sets the id of the cluster that the request is forwarded to; <c>null</c> on a route without a cluster. Set it in a
    /// request hook to choose another configured cluster.
    /// </summary>
    /// <exception cref="ArgumentException">No cluster has this id.</exception>
    /// <exception cref="InvalidOperationException">The request has already been forwarded, or the route has no cluster.</exception>
    public abstract string? ClusterId { get; set; }

    /// <summary>
    /// Gets whether the request is a copy that a gateway has sent, as the plugin <c>mirror</c> does: it arrived with the header
    /// <see cref="CopyHeader"/>. The edge removes that header unless it comes from a trusted proxy. A plugin that sends copies doesn't copy
    /// these requests: gateways could form a loop. Any client can send the header.
    /// </summary>
    public bool IsCopy => Http.Items.ContainsKey(CopyItem);

    /// <summary>Gets the producer of the response; <see cref="ResponseOrigin.None"/> while the request is on its way down.</summary>
    public abstract ResponseOrigin ResponseOrigin { get; }

    /// <summary>
    /// Gets the status of the response as metrics count it: that of <see cref="Http"/>, or 499 if the client disconnected before the
    /// response began.
    /// </summary>
    public virtual int Status => Http.Response.StatusCode;

    /// <summary>Gets the time since the gateway began to run the plugins of the exchange; in a completion hook, its duration.</summary>
    public virtual TimeSpan Elapsed => TimeSpan.Zero;

    /// <summary>
    /// Gets the time from the forwarding of the request to the head of the upstream's response, with all attempts; <c>null</c> before the
    /// response, without one, and for a plugin without a response hook on a route on which no other plugin has one.
    /// </summary>
    public virtual TimeSpan? UpstreamElapsed => null;

    /// <summary>Gets the status of the upstream's response before response hooks change it; <c>null</c> when
    /// <see cref="UpstreamElapsed"/> is.</summary>
    public virtual int? UpstreamStatus => null;

    /// <summary>
    /// Gets the trailers of the upstream's response, such as <c>grpc-status</c>; <c>null</c> before the response, and for an upstream with
    /// HTTP/1.1. They are complete when the body has been read to its end. At that time, a stream that a response hook has wrapped around
    /// the body can change or remove them.
    /// </summary>
    public virtual HttpResponseHeaders? UpstreamTrailers => null;

    /// <summary>
    /// Gets the number of bytes of the request's body that were sent to the upstream, without transfer coding; <c>null</c> before the
    /// completion hooks, if none was sent, and with YARP's forwarder.
    /// </summary>
    public virtual long? SentRequestBytes => null;

    /// <summary>
    /// Gets the number of bytes of the upstream's response body that were sent to the client, without transfer coding; <c>null</c> before
    /// the completion hooks, if none was sent, and with YARP's forwarder.
    /// </summary>
    public virtual long? SentResponseBytes => null;

    /// <summary>Gets the id of the destination that the request was forwarded to last; <c>null</c> if there is none, and before the
    /// completion hooks.</summary>
    public virtual string? DestinationId => null;

    /// <summary>
    /// Gets the reason why the exchange failed while it was forwarded, such as <c>timeout</c>, as the metric
    /// <c>gatewaykit.upstream.errors</c> counts it; <c>null</c> if it didn't fail, and before the completion hooks.
    /// </summary>
    public virtual string? UpstreamFailureReason => null;

    /// <summary>
    /// Gets or sets the running plugin's state for this exchange. Each plugin entry in the configuration has its own state, also
    /// if the same plugin is listed twice on a route. A stream that a hook wraps around a body may use it, too.
    /// </summary>
    public abstract object? State { get; set; }

    /// <summary>Gets the values that plugins share, by case-insensitive name.</summary>
    public abstract IDictionary<string, object?> Variables { get; }

    /// <summary>
    /// Gets a token that is canceled when the client disconnects, the host aborts the exchange or the running hook exceeds its timeout.
    /// After the timeout, the hook can't change the exchange: each member that it calls here throws
    /// <see cref="OperationCanceledException"/>. Reading this property allocates, so read it only if the hook awaits something.
    /// </summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>
    /// Continues the exchange in the background, without its client: the entries after this one, the upstream, and the response hooks back
    /// to this entry run with a copy of the request, and the response is discarded. The entries above see nothing of it, but their
    /// upstream-request hooks run. Call it in a request hook that responds by itself, such as a cache with a stale response. The gateway
    /// ends it after a minute, or after the timeout of the route if that is shorter.
    /// </summary>
    /// <param name="state">The <see cref="State"/> of this entry in the exchange in the background.</param>
    /// <returns>
    /// <c>false</c> if it can't: the request has a body, is a tunnel or has a client certificate, the route has no cluster, 100 exchanges
    /// already run in the background, or the gateway is stopping.
    /// </returns>
    public virtual bool TryContinueInBackground(object? state) => false;

    /// <summary>
    /// Opens a WebSocket to the upstream for an ordinary GET request without a body, whose response is read from the WebSocket. Call it in
    /// a request hook. The request is forwarded as the handshake (RFC 6455, section 4.1; RFC 8441 where the cluster uses HTTP/2):
    /// everything that applies to a WebSocket that a client opens applies to it, such as destinations, transforms and upstream-request
    /// hooks. If the upstream accepts it, <see cref="UpstreamStatus"/> is 101, and response hooks see a 200 without <c>Content-Type</c>
    /// whose body is the stream that the function returns. Otherwise the response is that of the upstream.
    /// </summary>
    /// <param name="subprotocol">The subprotocol that the handshake offers; <c>null</c> for none.</param>
    /// <param name="read">
    /// Receives the open WebSocket, and a token that is canceled when the gateway closes WebSockets because it stops. Returns the stream of
    /// the response's body, which owns the WebSocket: it is disposed when the exchange ends, and then closes it.
    /// </param>
    /// <exception cref="ArgumentException">The subprotocol isn't a token.</exception>
    /// <exception cref="InvalidOperationException">
    /// The request has already been forwarded, has a body, another method than GET, or is a handshake itself; or the route has no cluster.
    /// </exception>
    /// <exception cref="NotSupportedException">The context doesn't support it.</exception>
    public virtual void OpenWebSocket(string? subprotocol, Func<WebSocket, CancellationToken, Stream> read)
        => throw new NotSupportedException("This context doesn't open WebSockets.");

    /// <summary>
    /// Wraps a stream around the request body that later hooks and the upstream read. Call it in a request hook.
    /// It has no effect on a request without a body or on an upgraded (WebSocket) exchange.
    /// </summary>
    /// <param name="wrap">
    /// Receives the stream to read from and returns the stream to read instead, which owns the original. To reject the body while it is
    /// read, the stream throws <see cref="BadHttpRequestException"/>: the client gets a 413, a 408 or otherwise a 400. If the function
    /// returns the stream that it received, the body stays as it is. A stream that can seek is in memory.
    /// </param>
    /// <param name="keepsLength">
    /// Whether the stream has the same number of bytes, so that <c>Content-Length</c> stays; another number fails the exchange.
    /// Otherwise, the length becomes unknown.
    /// </param>
    public abstract void WrapRequestBody(Func<Stream, Stream> wrap, bool keepsLength = false);

    /// <summary>
    /// Wraps a stream around the response body that is sent to the client. Call it in a response hook.
    /// It has no effect on a response without a body (to HEAD, 204, 304) or on an upgraded (WebSocket) exchange.
    /// </summary>
    /// <param name="wrap">
    /// Receives the stream to read from and returns the stream to read instead, which owns the original. If the upstream's body isn't
    /// valid, the stream throws <see cref="UpstreamFailureException"/>: the client gets a 502, or the response is aborted if a part of it
    /// was already sent. If the function returns the stream that it received, the body stays as it is.
    /// </param>
    /// <param name="keepsLength">
    /// Whether the stream has the same number of bytes, so that <c>Content-Length</c> stays; another number fails the exchange.
    /// Otherwise, the length becomes unknown.
    /// </param>
    public abstract void WrapResponseBody(Func<Stream, Stream> wrap, bool keepsLength = false);

    /// <summary>
    /// Replaces the request body that later hooks read and the upstream receives.
    /// Sets <c>Content-Length</c> and <c>Content-Type</c>, and removes the headers that describe the previous body, such as
    /// <c>Content-Encoding</c>. Call it in a request hook. A request without a body gets one.
    /// It has no effect on an upgraded (WebSocket) exchange.
    /// </summary>
    /// <param name="body">The body; empty for none. Don't change it afterwards.</param>
    /// <param name="contentType">The media type; <c>null</c> for no <c>Content-Type</c>.</param>
    /// <exception cref="ArgumentException">The media type isn't valid in a header.</exception>
    /// <exception cref="InvalidOperationException">The request has already been forwarded.</exception>
    public abstract void SetRequestBody(ReadOnlyMemory<byte> body, string? contentType);

    /// <summary>
    /// Replaces the response body that is sent to the client.
    /// Sets <c>Content-Length</c> and <c>Content-Type</c>, removes the headers that describe the previous body, such as
    /// <c>Content-Encoding</c>, and makes an <c>ETag</c> weak. Call it in a response hook. In response to HEAD, it changes the headers and
    /// omits the length. It has no effect on a response without a body (204, 304) or on an upgraded (WebSocket) exchange.
    /// </summary>
    /// <param name="body">The body. Don't change it afterwards.</param>
    /// <param name="contentType">The media type; <c>null</c> for no <c>Content-Type</c>.</param>
    /// <exception cref="ArgumentException">The media type isn't valid in a header.</exception>
    /// <exception cref="InvalidOperationException">There is no response yet.</exception>
    public abstract void SetResponseBody(ReadOnlyMemory<byte> body, string? contentType);

    /// <summary>Reads the whole request body into memory. The body is still forwarded, and later hooks can read it again.</summary>
    /// <param name="limit">The maximum size, 1 byte to 2 GB.
    /// The gateway answers a larger body with 413 and doesn't forward the request.</param>
    /// <returns>The body; empty if there is none.</returns>
    public abstract ValueTask<ReadOnlyMemory<byte>> BufferRequestBodyAsync(ByteSize limit);

    /// <summary>Reads the whole response body into memory. The body is still sent to the client. Call it in a response hook.</summary>
    /// <param name="limit">The maximum size, 1 byte to 2 GB. The gateway replaces a larger body's response with 502.</param>
    /// <returns>The body; empty if there is none.</returns>
    public abstract ValueTask<ReadOnlyMemory<byte>> BufferResponseBodyAsync(ByteSize limit);
}

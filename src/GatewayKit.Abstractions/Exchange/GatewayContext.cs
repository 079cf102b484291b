using Microsoft.AspNetCore.Http;

namespace GatewayKit;

/// <summary>
/// One exchange: a request, the response to it, and what the gateway knows about both. Made by the pipeline; it ends
/// with the exchange, so never keep one.
/// </summary>
public abstract class GatewayContext
{
    /// <summary>ASP.NET Core's own context: request, response, connection, user.</summary>
    public abstract HttpContext Http { get; }

    /// <summary>The route that matched.</summary>
    public abstract RouteInfo Route { get; }

    /// <summary>The caller, once an authentication hook has found one; otherwise null.</summary>
    public abstract Consumer? Consumer { get; }

    /// <summary>
    /// The cluster that the request goes to, or null on a route without one. Set it in a request hook to choose another
    /// cluster of the configuration.
    /// </summary>
    /// <exception cref="ArgumentException">No cluster has this id.</exception>
    /// <exception cref="InvalidOperationException">The request has been forwarded already, or the route has no cluster.</exception>
    public abstract string? ClusterId { get; set; }

    /// <summary>Who made the response; <see cref="ResponseOrigin.None"/> on the way down.</summary>
    public abstract ResponseOrigin ResponseOrigin { get; }

    /// <summary>
    /// A place for the running plugin's own state of this exchange. Each entry of the configuration has its own, so the
    /// same plugin twice on a route never meets itself. A stream that a hook puts in between may use it, too.
    /// </summary>
    public abstract object? State { get; set; }

    /// <summary>Values that plugins share with each other, by name. Names are case-insensitive.</summary>
    public abstract IDictionary<string, object?> Variables { get; }

    /// <summary>
    /// Cancelled when the client has gone, the host stops the exchange or the running hook has exceeded its timeout. After its timeout a
    /// hook can't change the exchange any more: what it calls here throws <see cref="OperationCanceledException"/>.
    /// Asking for it costs an allocation: ask only where something is awaited.
    /// </summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>
    /// Puts a stream between the client's body and whoever reads it next. The length becomes unknown. Call it in a
    /// request hook; it does nothing for a request without a body and for an upgraded (WebSocket) exchange.
    /// </summary>
    /// <param name="wrap">Takes the stream to read from and gives the stream to read instead, which owns it.</param>
    public abstract void WrapRequestBody(Func<Stream, Stream> wrap);

    /// <summary>
    /// Puts a stream between the response's body and the client. The length becomes unknown. Call it in a response hook;
    /// it does nothing for a response without a body (to HEAD, 204, 304) and for an upgraded (WebSocket) exchange.
    /// </summary>
    /// <param name="wrap">Takes the stream to read from and gives the stream to read instead, which owns it.</param>
    public abstract void WrapResponseBody(Func<Stream, Stream> wrap);

    /// <summary>Reads the whole request body into memory. It is still forwarded, and later hooks can read it again.</summary>
    /// <param name="limit">The most bytes to hold, 1 to 2 GB. A longer body is answered with 413 and goes nowhere.</param>
    /// <returns>The body; empty if there is none.</returns>
    public abstract ValueTask<ReadOnlyMemory<byte>> BufferRequestBodyAsync(ByteSize limit);

    /// <summary>Reads the whole response body into memory. It is still sent to the client. Call it in a response hook.</summary>
    /// <param name="limit">The most bytes to hold, 1 to 2 GB. A longer body is answered with 502.</param>
    /// <returns>The body; empty if there is none.</returns>
    public abstract ValueTask<ReadOnlyMemory<byte>> BufferResponseBodyAsync(ByteSize limit);
}

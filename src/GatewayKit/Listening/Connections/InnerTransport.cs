using System.Collections.Frozen;
using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace GatewayKit.Listening.Connections;

/// <summary>
/// The server's transport for the endpoints that have no sockets. The server is bound to them once, so that sockets can be opened and
/// closed while it runs.
/// </summary>
internal sealed class InnerTransport : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    // A connection in a queue has a place among those that may be open, so that the queues are bounded.
    private readonly FrozenDictionary<EndPoint, Channel<AcceptedConnection>> _queues = InnerEndPoint.All.ToFrozenDictionary(
        EndPoint (endPoint) => endPoint,
        _ => Channel.CreateUnbounded<AcceptedConnection>(new UnboundedChannelOptions { SingleReader = true }));

    private int _bound;

    /// <summary>Gets whether the server accepts connections of every endpoint.</summary>
    public bool IsBound => Volatile.Read(ref _bound) == InnerEndPoint.All.Count;

    /// <summary>Raised when the server stops accepting connections.</summary>
    public event Action? Unbound;

    public bool CanBind(EndPoint endpoint) => endpoint is InnerEndPoint;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _bound);
        return new(new InnerListener((InnerEndPoint)endpoint, _queues[endpoint], () => Unbound?.Invoke()));
    }

    /// <summary>Passes a connection to an endpoint, or closes it if the server doesn't accept any more.</summary>
    public void Pass(AcceptedConnection connection, InnerEndPoint endPoint)
    {
        if (!_queues[endPoint].Writer.TryWrite(connection))
            _ = connection.RefuseAsync();
    }
}

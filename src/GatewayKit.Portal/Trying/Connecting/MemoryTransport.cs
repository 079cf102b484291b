using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace GatewayKit.Portal.Trying.Connecting;

/// <summary>The server's transport for connections of the portal.</summary>
internal sealed class MemoryTransport : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    private const int MaxWaiting = 64;

    private readonly Channel<MemoryConnection> _connections = Channel.CreateBounded<MemoryConnection>(
        new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

    public bool CanBind(EndPoint endpoint) => endpoint is MemoryEndPoint;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
        => new(new MemoryListener(endpoint, _connections));

    /// <summary>Passes a connection to the server; returns false if the server doesn't accept any more.</summary>
    public bool TryPass(MemoryConnection connection) => _connections.Writer.TryWrite(connection);
}

using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace GatewayKit.Listening.Connections;

/// <summary>Accepts the connections that sockets pass to an endpoint.</summary>
/// <param name="endPoint">The endpoint.</param>
/// <param name="connections">The connections.</param>
/// <param name="unbound">Called when the server stops accepting.</param>
internal sealed class InnerListener(InnerEndPoint endPoint, Channel<AcceptedConnection> connections, Action unbound) : IConnectionListener
{
    public EndPoint EndPoint => endPoint;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await connections.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (connections.Reader.TryRead(out var connection))
                return connection;
        }

        return null;
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        unbound();
        connections.Writer.TryComplete();
        return default;
    }

    public ValueTask DisposeAsync() => default;
}

using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace GatewayKit.Portal.Trying.Connecting;

/// <summary>Accepts the connections of the portal.</summary>
/// <param name="endPoint">The endpoint.</param>
/// <param name="connections">The connections.</param>
internal sealed class MemoryListener(EndPoint endPoint, Channel<MemoryConnection> connections) : IConnectionListener
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
        connections.Writer.TryComplete();
        return default;
    }

    public ValueTask DisposeAsync() => UnbindAsync();
}

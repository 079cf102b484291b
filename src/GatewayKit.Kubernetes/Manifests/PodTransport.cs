using System.Collections.Frozen;
using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>The transport of the server of pods, whose sockets are opened while it runs.</summary>
internal sealed class PodTransport : IConnectionListenerFactory
{
    private readonly FrozenDictionary<PodKind, Channel<ConnectionContext>> _queues = Enum.GetValues<PodKind>().ToFrozenDictionary(
        kind => kind, _ => Channel.CreateUnbounded<ConnectionContext>(new UnboundedChannelOptions { SingleReader = true }));

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
        => new(new PodListener(endpoint, _queues[((PodEndPoint)endpoint).Kind]));

    /// <summary>Passes a connection to the server, or closes it if the server has stopped.</summary>
    public async Task PassAsync(ConnectionContext connection, PodKind kind)
    {
        if (!_queues[kind].Writer.TryWrite(connection))
            await connection.DisposeAsync().ConfigureAwait(false);
    }
}

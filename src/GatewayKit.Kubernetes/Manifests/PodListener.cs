using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>Accepts the connections that the sockets of ports pass to an endpoint.</summary>
/// <param name="endPoint">The endpoint.</param>
/// <param name="connections">The connections.</param>
internal sealed class PodListener(EndPoint endPoint, Channel<ConnectionContext> connections) : IConnectionListener
{
    public EndPoint EndPoint => endPoint;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        => await connections.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false)
            && connections.Reader.TryRead(out var connection) ? connection : null;

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        connections.Writer.TryComplete();
        return default;
    }

    public ValueTask DisposeAsync() => default;
}

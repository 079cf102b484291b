using System.Net;
using Microsoft.AspNetCore.Connections;

namespace GatewayKit.Hosting.Descriptors;

/// <summary>Bounds the open connections of every listener where the file descriptors are few.</summary>
/// <param name="inner">The transport, such as sockets.</param>
/// <param name="limit">The most open connections of a listener; null for any number.</param>
internal sealed class BoundedTransport(IConnectionListenerFactory inner, Func<long?> limit) : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    public bool CanBind(EndPoint endpoint) => inner is not IConnectionListenerFactorySelector selector || selector.CanBind(endpoint);

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var listener = await inner.BindAsync(endpoint, cancellationToken).ConfigureAwait(false);
        return limit() is { } most and < int.MaxValue ? new BoundedConnectionListener(listener, (int)most) : listener;
    }
}

using System.Net;
using Microsoft.AspNetCore.Connections;

namespace GatewayKit.Hosting.Descriptors;

/// <summary>Limits the open connections of every listener if there are few file descriptors.</summary>
/// <param name="inner">The transport, such as sockets.</param>
/// <param name="limit">The maximum number of open connections of a listener; null for no limit.</param>
internal sealed class BoundedTransport(IConnectionListenerFactory inner, Func<long?> limit)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    public bool CanBind(EndPoint endpoint) => inner is not IConnectionListenerFactorySelector selector || selector.CanBind(endpoint);

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var listener = await inner.BindAsync(endpoint, cancellationToken).ConfigureAwait(false);
        return limit() is { } most and < int.MaxValue ? new BoundedConnectionListener(listener, (int)most) : listener;
    }
}

using System.Net;
using Microsoft.AspNetCore.Connections;

namespace GatewayKit.Hosting.Descriptors;

/// <summary>
/// Accepts a connection only while fewer than a limit are open. Others wait in the system's queue, where they don't use a file
/// descriptor of this process.
/// </summary>
internal sealed class BoundedConnectionListener(IConnectionListener inner, int limit) : IConnectionListener
{
    private readonly SemaphoreSlim _free = new(limit);
    private readonly CancellationTokenSource _unbound = new();

    public EndPoint EndPoint => inner.EndPoint;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _unbound.Token);
        try
        {
            await _free.WaitAsync(ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_unbound.IsCancellationRequested)
        {
            return null;
        }

        ConnectionContext? connection = null;
        try
        {
            connection = await inner.AcceptAsync(cancellationToken).ConfigureAwait(false);
            return connection is null ? null : new BoundedConnection(connection, () => _free.Release());
        }
        finally
        {
            if (connection is null)
                _free.Release();
        }
    }

    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        await _unbound.CancelAsync().ConfigureAwait(false);
        await inner.UnbindAsync(cancellationToken).ConfigureAwait(false);
    }

    // The semaphore and the token don't need to be disposed, and connections outlive the listener.
    public ValueTask DisposeAsync() => inner.DisposeAsync();
}

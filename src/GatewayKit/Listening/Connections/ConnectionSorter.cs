using System.Buffers;
using GatewayKit.Listening.Tables;

namespace GatewayKit.Listening.Connections;

/// <summary>
/// Passes each accepted connection to the endpoint of the server for its protocol. If that depends on the client's first bytes, they are
/// read, but not consumed: the preface of HTTP/2, or the hello of TLS.
/// </summary>
/// <param name="transport">The endpoints.</param>
/// <param name="silent">The clients without TLS that haven't sent a byte.</param>
/// <param name="starting">The clients that have to send the rest of their first bytes.</param>
internal sealed class ConnectionSorter(InnerTransport transport, WaitingClients silent, WaitingClients starting)
{
    public void Sort(AcceptedConnection connection)
    {
        var listeners = connection.Listeners;
        switch (listeners.Kind)
        {
            case SocketKind.Tcp:
                transport.Pass(connection, InnerEndPoint.Stream);
                break;
            case SocketKind.Tls:
                transport.Pass(connection, InnerEndPoint.Tls);
                break;
            case SocketKind.ServerName:
                _ = SortTlsAsync(connection);
                break;
            default:
                _ = SortHttpAsync(connection);
                break;
        }
    }

    /// <summary>Gives up the clients that haven't sent their first bytes, because the gateway is stopping.</summary>
    public void End()
    {
        silent.End();
        starting.End();
    }

    private async Task SortHttpAsync(AcceptedConnection connection)
    {
        // Most clients send their first bytes together.
        var first = await PeekAsync(connection, silent, HttpPreface.Guess).ConfigureAwait(false);
        var isHttp2 = first is { IsHttp2: null }
            ? await PeekAsync(connection, starting, HttpPreface.IsHttp2).ConfigureAwait(false)
            : first?.IsHttp2;
        if (isHttp2 is { } found)
            transport.Pass(connection, found ? InnerEndPoint.Http2 : InnerEndPoint.Http1);
        else
            await connection.RefuseAsync().ConfigureAwait(false);
    }

    private async Task SortTlsAsync(AcceptedConnection connection)
    {
        var listener = default(ListenerEntry);
        if (await PeekAsync(connection, starting, HelloName.Read).ConfigureAwait(false) is { IsValid: true, Name: var name })
        {
            listener = connection.Listeners.ByHost.Find(name);
            connection.ServerName = name;
        }

        if (listener is null)
            await connection.RefuseAsync().ConfigureAwait(false);
        else
            transport.Pass(connection, listener.IsPassthrough ? InnerEndPoint.Stream : InnerEndPoint.Tls);
    }

    /// <summary>Waits until the first bytes are known.</summary>
    /// <returns>Null if the client disconnected, or its time is over.</returns>
    private static async Task<T?> PeekAsync<T>(AcceptedConnection connection, WaitingClients clients, Func<ReadOnlySequence<byte>, T?> read)
        where T : struct
    {
        if (clients.Add(connection) is not { } place)
            return null;

        var found = default(T?);
        try
        {
            var input = connection.Transport.Input;
            while (true)
            {
                var result = await input.ReadAsync().ConfigureAwait(false);
                found = read(result.Buffer);
                var isOver = found is not null || result.IsCompleted || result.IsCanceled;
                input.AdvanceTo(result.Buffer.Start, isOver ? result.Buffer.Start : result.Buffer.End);
                if (isOver)
                    break;
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            found = null;
        }

        return clients.TryRemove(place) ? found : null;
    }
}

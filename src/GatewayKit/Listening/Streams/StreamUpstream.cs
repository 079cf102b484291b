using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace GatewayKit.Listening.Streams;

/// <summary>The connection of a stream to its destination.</summary>
/// <param name="socket">The connection.</param>
/// <param name="tls">The TLS on it; null for none.</param>
internal sealed class StreamUpstream(NetworkStream socket, SslStream? tls) : IAsyncDisposable
{
    private readonly CloseGate _gate = new();
    private readonly CancellationTokenSource _closing = new();

    private Stream Bytes => tls ?? (Stream)socket;

    /// <summary>Reads bytes. An empty buffer only waits until there are some.</summary>
    public ValueTask<int> ReadAsync(Memory<byte> buffer) => tls is null ? socket.ReadAsync(buffer) : ReadAsync(tls, buffer);

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes) => Bytes.WriteAsync(bytes);

    /// <summary>Ends the direction to the destination after what was written. The destination can still send.</summary>
    public ValueTask EndAsync()
    {
        // The alert close_notify (RFC 8446, section 6.1) tells the end from a truncation.
        if (tls is not null)
            return _gate.CloseAsync(_closing.Cancel, tls.ShutdownAsync);

        socket.Socket.Shutdown(SocketShutdown.Send);
        return default;
    }

    /// <summary>Ensures that the destination sees the end of the connection as an error.</summary>
    public void Reset()
    {
        // The stream would end its direction first, as if everything had been sent.
        socket.Socket.Close(0);
        socket.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        _closing.Dispose();
        return Bytes.DisposeAsync();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadAsync(SslStream stream, Memory<byte> buffer)
    {
        while (true)
        {
            await _gate.EnterAsync().ConfigureAwait(false);
            try
            {
                return await stream.ReadAsync(buffer, _gate.IsClosed ? default : _closing.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_gate.IsClosing)
            {
                // The stream keeps what has arrived.
            }
            finally
            {
                _gate.Exit();
            }
        }
    }
}

using System.Net.Security;
using System.Net.Sockets;

namespace GatewayKit.Listening.Streams;

/// <summary>The connection of a stream to its destination.</summary>
/// <param name="socket">The connection.</param>
/// <param name="tls">The TLS on it; null for none.</param>
internal sealed class StreamUpstream(NetworkStream socket, SslStream? tls) : IAsyncDisposable
{
    /// <summary>Gets the bytes of the stream.</summary>
    public Stream Bytes => tls ?? (Stream)socket;

    /// <summary>Ends the direction to the destination after what was written. The destination can still send.</summary>
    public async ValueTask EndAsync()
    {
        // The alert close_notify (RFC 8446, section 6.1) tells the end from a truncation.
        if (tls is not null)
            await tls.ShutdownAsync().ConfigureAwait(false);
        else
            socket.Socket.Shutdown(SocketShutdown.Send);
    }

    /// <summary>Ensures that the destination sees the end of the connection as an error.</summary>
    public void Reset()
    {
        // The stream would end its direction first, as if everything had been sent.
        socket.Socket.Close(0);
        socket.Dispose();
    }

    public ValueTask DisposeAsync() => Bytes.DisposeAsync();
}

using System.Net.Sockets;

namespace GatewayKit.Listening.Streams;

/// <summary>
/// Writes to the socket of a client itself: the server's transport closes both directions when its output ends, and a stream needs to end
/// only one (RFC 9293, section 3.6).
/// </summary>
/// <param name="socket">The socket, to which nothing else writes.</param>
internal sealed class PlainClientWriter(Socket socket) : IClientWriter
{
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None).ConfigureAwait(false)..];
    }

    public ValueTask EndAsync()
    {
        socket.Shutdown(SocketShutdown.Send);
        return default;
    }

    public void Reset() => socket.LingerState = new LingerOption(enable: true, 0);
}

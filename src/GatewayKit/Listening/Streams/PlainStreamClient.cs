using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace GatewayKit.Listening.Streams;

/// <summary>
/// A client without TLS. Writes to the socket itself: the server's transport closes both directions when its output ends, and a stream
/// needs to end only one (RFC 9293, section 3.6).
/// </summary>
/// <param name="client">The client's connection, to whose socket nothing else writes.</param>
internal sealed class PlainStreamClient(ConnectionContext client) : IStreamClient
{
    private readonly PipeReader _input = client.Transport.Input;
    private readonly Socket _socket = client.Features.Get<IConnectionSocketFeature>()!.Socket;

    public ValueTask<ReadResult> ReadAsync() => _input.ReadAsync();

    public void AdvanceTo(SequencePosition consumed) => _input.AdvanceTo(consumed);

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await _socket.SendAsync(bytes, SocketFlags.None).ConfigureAwait(false)..];
    }

    public ValueTask EndAsync()
    {
        _socket.Shutdown(SocketShutdown.Send);
        return default;
    }

    public void Reset() => _socket.LingerState = new LingerOption(enable: true, 0);
}

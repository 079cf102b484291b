using System.Net.WebSockets;

namespace GatewayKit.Plugins.WebSocketSse.Messages;

/// <summary>Receives the messages of a WebSocket one after the other, into the same memory.</summary>
/// <param name="socket">The WebSocket.</param>
/// <param name="limit">The maximum length of a message, in bytes.</param>
internal sealed class MessageReader(WebSocket socket, int limit)
{
    private const int FirstLength = 4_096;

    // One byte more than the longest message, so that a longer one is noticed.
    private byte[] _buffer = new byte[Math.Min(FirstLength, limit + 1)];

    /// <summary>Receives the next message. Never fails. The previous message must not be used any more.</summary>
    public async Task<ReceivedMessage> ReceiveAsync()
    {
        var length = 0;
        try
        {
            while (true)
            {
                if (length == _buffer.Length)
                    Array.Resize(ref _buffer, (int)Math.Min(limit + 1L, _buffer.Length * 2L));

                // A canceled wait would abort the WebSocket.
                var received = await socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None).ConfigureAwait(false);
                if (received.MessageType == WebSocketMessageType.Close)
                    return new ReceivedMessage(MessageKind.Closed);

                length += received.Count;
                if (length > limit)
                    return new ReceivedMessage(MessageKind.TooLong);
                if (received.EndOfMessage)
                {
                    return new ReceivedMessage(
                        received.MessageType == WebSocketMessageType.Text ? MessageKind.Text : MessageKind.Binary,
                        _buffer.AsMemory(0, length));
                }
            }
        }
        catch (Exception error) when (SocketClose.IsEnd(error))
        {
            return new ReceivedMessage(MessageKind.Broken);
        }
    }
}

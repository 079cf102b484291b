using System.Net.WebSockets;

namespace GatewayKit.Plugins.Tests.WebSocketSse;

/// <summary>A WebSocket with endless messages that counts how many were received.</summary>
internal sealed class CountedSocket : WebSocket
{
    private WebSocketState _state = WebSocketState.Open;

    public int Received { get; private set; }

    public override WebSocketCloseStatus? CloseStatus => null;

    public override string? CloseStatusDescription => null;

    public override WebSocketState State => _state;

    public override string? SubProtocol => null;

    public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        buffer.AsSpan().Fill((byte)'a');
        Received++;
        return Task.FromResult(new WebSocketReceiveResult(buffer.Count, WebSocketMessageType.Text, endOfMessage: true));
    }

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        _state = WebSocketState.Closed;
        return Task.CompletedTask;
    }

    public override void Abort() => _state = WebSocketState.Aborted;

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
        => throw new NotSupportedException();

    public override Task SendAsync(
        ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
        => throw new NotSupportedException();

    public override void Dispose() => _state = WebSocketState.Closed;
}

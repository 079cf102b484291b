using System.Net.WebSockets;
using System.Text;

namespace GatewayKit.Loading.Tests.Support;

/// <summary>A WebSocket through the gateway to an upstream that echoes.</summary>
internal sealed class EchoSocket : IDisposable
{
    private readonly ClientWebSocket _socket = new();

    public static async Task<EchoSocket> ConnectAsync(Uri gateway)
    {
        var echo = new EchoSocket();
        await echo._socket
            .ConnectAsync(new UriBuilder(gateway) { Scheme = "ws", Path = "/socket" }.Uri, CancellationToken.None)
            .WaitAsync(Eventually.Patience);
        return echo;
    }

    public async Task<string> SayAsync(string text)
    {
        await _socket
            .SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None)
            .WaitAsync(Eventually.Patience);
        var buffer = new byte[100];
        var received = await _socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(Eventually.Patience);
        return Encoding.UTF8.GetString(buffer, 0, received.Count);
    }

    public Task CloseAsync()
        => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).WaitAsync(Eventually.Patience);

    public void Dispose() => _socket.Dispose();
}

using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.WebSocketSse;

/// <summary>A WebSocket that the gateway has opened, as the upstream has it.</summary>
internal sealed class SocketSession(WebSocket socket, HttpContext http)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IHeaderDictionary Headers { get; } = http.Request.Headers;

    public string Target { get; } = http.Request.Path + http.Request.QueryString;

    /// <summary>Completes when the test has ended the connection.</summary>
    public Task Ended => _ended.Task;

    public Task SendAsync(string text, bool isEnd = true)
        => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, isEnd, CancellationToken.None)
            .WaitAsync(SseHost.Patience);

    public Task SendAsync(byte[] bytes)
        => socket.SendAsync(bytes, WebSocketMessageType.Binary, true, CancellationToken.None).WaitAsync(SseHost.Patience);

    /// <summary>Receives a message of the gateway.</summary>
    public async Task<string> ReceiveAsync()
    {
        var buffer = new byte[100_000];
        var received = await socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(SseHost.Patience);
        return Encoding.UTF8.GetString(buffer, 0, received.Count);
    }

    /// <summary>Closes the WebSocket, and waits for the gateway's close frame.</summary>
    public async Task CloseAsync(int code, string? reason = null)
    {
        await socket.CloseAsync((WebSocketCloseStatus)code, reason, CancellationToken.None).WaitAsync(SseHost.Patience);
        _ended.TrySetResult();
    }

    /// <summary>The code of the gateway's close frame, which is answered.</summary>
    public async Task<int?> CloseOfGatewayAsync()
    {
        WebSocketReceiveResult received;
        do
            received = await socket.ReceiveAsync(new byte[1_000], CancellationToken.None).WaitAsync(SseHost.Patience);
        while (received.MessageType != WebSocketMessageType.Close);

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).WaitAsync(SseHost.Patience);
        _ended.TrySetResult();
        return (int?)received.CloseStatus;
    }

    /// <summary>Cuts the connection.</summary>
    public void Abort()
    {
        http.Abort();
        _ended.TrySetResult();
    }
}

using System.Net.WebSockets;
using System.Text;

namespace GatewayKit.Soak.Clients;

/// <summary>Opens WebSockets through the gateway, and expects every message back.</summary>
internal sealed class SocketCaller(Uri gateway, Tally tally, Random random)
{
    public async Task RunAsync(CancellationToken end)
    {
        while (await Pace.WaitAsync(TimeSpan.FromMilliseconds(random.Next(100)), end))
        {
            try
            {
                await TalkAsync();
                tally.Count("WebSocket conversations");
            }
            catch (Exception error) when (error is WebSocketException or OperationCanceledException)
            {
                tally.Fault("LOST", $"a WebSocket: {error.Message}");
            }
        }
    }

    private async Task TalkAsync()
    {
        using var patience = new CancellationTokenSource(SoakSettings.Patience);
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{gateway.Authority}/socket"), patience.Token);
        var buffer = new byte[64];
        for (var i = random.Next(1, 20); i > 0; i--)
        {
            var message = $"message {random.Next()}";
            await socket.SendAsync(Encoding.ASCII.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, patience.Token);
            var received = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
            if (Encoding.ASCII.GetString(buffer, 0, received.Count) != message)
                tally.Fault("LOST", $"the WebSocket message '{message}'");
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
    }
}

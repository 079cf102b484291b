using GatewayKit.Plugins.WebSocketSse;
using GatewayKit.Plugins.WebSocketSse.Events;

namespace GatewayKit.Plugins.Tests.WebSocketSse;

public sealed class BackpressureTests
{
    [Fact]
    public async Task A_message_is_received_after_the_client_has_taken_the_one_before()
    {
        using var socket = new CountedSocket();
        await using var stream = new SocketEvents(
            socket, first: null, new StreamRules(new WebSocketSseOptions()), TimeProvider.System, CancellationToken.None);
        var buffer = new byte[1_000];

        Assert.Equal(8, await stream.ReadAsync(buffer, CancellationToken.None));
        Assert.Equal(0, socket.Received);

        // 4,096 characters, and "data: ", and two line ends.
        for (var part = 0; part < 5; part++)
        {
            Assert.True(await stream.ReadAsync(buffer, CancellationToken.None) > 0);
            Assert.Equal(1, socket.Received);
        }

        Assert.Equal(1_000, await stream.ReadAsync(buffer, CancellationToken.None));
        Assert.Equal(2, socket.Received);
    }
}

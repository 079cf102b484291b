using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using GatewayKit.Plugins.Tests.Shared;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Plugins.Tests.StreamLimits;

public sealed class WebSocketLimitsTests(WebSocketLimitsTests.OverHttp1 http1, WebSocketLimitsTests.OverHttp2 http2)
    : IClassFixture<WebSocketLimitsTests.OverHttp1>, IClassFixture<WebSocketLimitsTests.OverHttp2>
{
    private const int GoingAway = 1001;
    private const int Malformed = 1002;
    private const int Policy = 1008;
    private const int TooBig = 1009;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_message_that_is_too_large_closes_both_sides(bool isHttp2)
    {
        StreamHost host = isHttp2 ? http2 : http1;
        using var socket = await host.OpenAsync("/size");
        await StreamHost.EchoAsync(socket, 1000);

        await StreamHost.SendAsync(socket, new string('a', 1001));

        await ClosesBothAsync(host, socket, TooBig);
    }

    [Fact]
    public async Task The_fragments_of_a_message_count_together()
    {
        using var socket = await http1.OpenAsync("/size");

        await StreamHost.SendAsync(socket, new string('a', 1000), isEnd: false);
        await StreamHost.SendAsync(socket, "a");

        Assert.Equal(TooBig, await CloseOfAsync(socket));
        await AnswerAsync(socket);
        Assert.Equal(TooBig, await http1.UpstreamEndAsync(socket));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_message_of_the_upstream_that_is_too_large_closes_both_sides(bool isHttp2)
    {
        StreamHost host = isHttp2 ? http2 : http1;
        using var socket = await host.OpenAsync("/size");
        await StreamHost.SendAsync(socket, "send 2000");
        Assert.Equal(2000, (await StreamHost.ReceiveAsync(socket)).Length);

        await StreamHost.SendAsync(socket, "send 2001");

        await ClosesBothAsync(host, socket, TooBig);
    }

    [Fact]
    public async Task Each_connection_has_its_own_rate_of_messages()
    {
        using var other = await http1.OpenAsync("/rate");
        using var socket = await http1.OpenAsync("/rate");
        await StreamHost.EchoAsync(socket, 1);
        await StreamHost.EchoAsync(socket, 1);

        await StreamHost.SendAsync(socket, "a");

        await ClosesBothAsync(http1, socket, Policy);
        await StreamHost.EchoAsync(other, 1);
    }

    [Theory]
    [InlineData(false, "/idle")]
    [InlineData(true, "/idle")]
    [InlineData(false, "/twice")]
    [InlineData(false, "/around")]
    [InlineData(true, "/around")]
    public async Task An_idle_connection_is_closed_after_its_last_message(bool isHttp2, string path)
    {
        StreamHost host = isHttp2 ? http2 : http1;
        using var socket = await host.OpenAsync(path);
        host.Time.Advance(TimeSpan.FromSeconds(59));
        await StreamHost.EchoAsync(socket, 1);
        host.Time.Advance(TimeSpan.FromSeconds(59));
        await StreamHost.EchoAsync(socket, 1);

        host.Time.Advance(TimeSpan.FromSeconds(60));

        await ClosesBothAsync(host, socket, GoingAway);
    }

    [Fact]
    public async Task A_connection_is_closed_after_its_duration_although_it_is_active()
    {
        using var metrics = new Metrics(http1.Host);
        using var socket = await http1.OpenAsync("/duration");
        http1.Time.Advance(TimeSpan.FromSeconds(40));
        await StreamHost.EchoAsync(socket, 1);

        http1.Time.Advance(TimeSpan.FromSeconds(20));

        await ClosesBothAsync(http1, socket, GoingAway);
        Assert.Equal(["route:duration/stream-limits max-duration 1"],
            metrics.Of("gatewaykit.streams.ended").Where(m => m.StartsWith("route:duration/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_close_of_the_client_passes_as_it_is()
    {
        using var socket = await http1.OpenAsync("/size");

        await socket.CloseAsync((WebSocketCloseStatus)4000, "bye", CancellationToken.None).WaitAsync(StreamHost.Patience);

        Assert.Equal(4000, (int?)socket.CloseStatus);
        Assert.Equal(4000, await http1.UpstreamEndAsync(socket));
    }

    [Theory]
    [InlineData("/idle")]
    [InlineData("/around")]
    public async Task A_frame_that_has_begun_is_completed_before_the_close(string path)
    {
        var id = Guid.NewGuid().ToString();
        using var client = await ConnectAsync(path, id);
        var stream = client.GetStream();

        // The upstream's buffer is 100,000 bytes long; it echoes them before it has got the others.
        var frame = Frames.Text(100_100);
        await stream.WriteAsync(frame.AsMemory(0, 100_050)).AsTask().WaitAsync(StreamHost.Patience);
        await ReadToAsync(stream, [0x01, 127, 0, 0, 0, 0, 0, 0x01, 0x86, 0xa0]);

        http1.Time.Advance(TimeSpan.FromSeconds(60));
        await ReadToAsync(stream, [GoingAway >> 8, GoingAway & 0xff]);
        await stream.WriteAsync(frame.AsMemory(100_050)).AsTask().WaitAsync(StreamHost.Patience);

        Assert.Equal(GoingAway, await http1.UpstreamEndAsync(id));
    }

    [Fact]
    public async Task A_message_after_the_close_of_the_client_is_dropped()
    {
        using var client = await ConnectAsync("/size");
        var stream = client.GetStream();

        byte[] close = [.. Frames.Of(0x8, 2)[..^2], 4000 >> 8, 4000 & 0xff];
        await stream.WriteAsync((byte[])[.. close, .. Frames.Text(200)]).AsTask().WaitAsync(StreamHost.Patience);

        await ReadToAsync(stream, [0x88, 2, 4000 >> 8, 4000 & 0xff]);
    }

    [Fact]
    public async Task A_client_that_does_not_answer_the_close_is_cut_off()
    {
        using var socket = await http1.OpenAsync("/idle");
        http1.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(GoingAway, await CloseOfAsync(socket));
        Assert.Equal(GoingAway, await http1.UpstreamEndAsync(socket));
        await StreamHost.SendAsync(socket, "still open");

        http1.Time.Advance(TimeSpan.FromSeconds(2));

        await Assert.ThrowsAnyAsync<WebSocketException>(async () =>
        {
            while (true)
                await StreamHost.SendAsync(socket, "closed");
        });
    }

    [Fact]
    public async Task A_frame_without_a_mask_is_malformed()
    {
        using var client = await ConnectAsync("/size");
        var stream = client.GetStream();

        await stream.WriteAsync(Frames.Of(0x1, 1, masked: false)).AsTask().WaitAsync(StreamHost.Patience);

        await ReadToAsync(stream, [0x88, 23, Malformed >> 8, Malformed & 0xff]);
    }

    [Fact]
    public async Task The_upstream_is_not_offered_a_compression_that_hides_the_size()
    {
        http1.Host.Upstream.Forget();
        using var socket = await http1.OpenAsync("/size", compresses: true);
        using var other = await http1.OpenAsync("/idle", compresses: true);

        Assert.Equal([false, true], http1.Host.Upstream.Requests.Select(r => r.Headers.ContainsKey("Sec-WebSocket-Extensions")));
    }

    private static async Task ClosesBothAsync(StreamHost host, ClientWebSocket socket, int code)
    {
        Assert.Equal(code, await CloseOfAsync(socket));
        await AnswerAsync(socket);
        Assert.Equal(code, await host.UpstreamEndAsync(socket));
    }

    private static Task AnswerAsync(ClientWebSocket socket)
        => socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None).WaitAsync(StreamHost.Patience);

    private static async Task<int?> CloseOfAsync(ClientWebSocket socket)
    {
        while (true)
        {
            if (await StreamHost.ReceiveAsync(socket) is { Close: { } close })
                return close;
        }
    }

    private async Task<TcpClient> ConnectAsync(string path, string? id = null)
    {
        var client = new TcpClient();
        await client.ConnectAsync(http1.Host.Address.Host, http1.Host.Address.Port).WaitAsync(StreamHost.Patience);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET {path}?{id ?? Guid.NewGuid().ToString()} HTTP/1.1\r\nHost: gateway\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"))
            .AsTask().WaitAsync(StreamHost.Patience);
        await ReadToAsync(stream, "\r\n\r\n"u8.ToArray());
        return client;
    }

    private static async Task ReadToAsync(NetworkStream stream, byte[] end)
    {
        var read = new List<byte>();
        var buffer = new byte[1];
        while (!read.TakeLast(end.Length).SequenceEqual(end))
        {
            Assert.Equal(1, await stream.ReadAsync(buffer).AsTask().WaitAsync(StreamHost.Patience));
            read.Add(buffer[0]);
        }
    }

    public sealed class OverHttp1() : StreamHost(HttpProtocols.Http1);

    public sealed class OverHttp2() : StreamHost(HttpProtocols.Http2);
}

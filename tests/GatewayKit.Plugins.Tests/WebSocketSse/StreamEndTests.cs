using System.Security.Cryptography;
using System.Text;
using GatewayKit.Plugins.Tests.Mock;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Plugins.Tests.WebSocketSse;

public sealed class StreamEndTests
{
    [Theory]
    [InlineData(1000)]
    [InlineData(1001)]
    public async Task The_upstreams_end_is_that_of_the_stream(int code)
    {
        await using var host = await SseHost.StartAsync();
        var (events, socket) = await host.OpenAsync();
        using var _ = events;

        await socket.SendAsync("a");
        await socket.CloseAsync(code);

        Assert.Equal("data: a", await events.NextAsync());
        Assert.Null(await events.NextAsync());
    }

    [Theory]
    [InlineData(null, "event: done|id: stream-ended|data: {\"code\":1000,\"reason\":\"\"}")]
    [InlineData(1000, "event: done|id: stream-ended|data: {\"code\":1000,\"reason\":\"\"}")]
    [InlineData(1001, null)]
    public async Task Only_a_complete_stream_has_the_last_event(int? code, string? expected)
    {
        await using var host = await SseHost.StartAsync("endEvent: done", answer: async http =>
        {
            var key = http.Request.Headers.SecWebSocketKey + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
#pragma warning disable CA5350 // RFC 6455, section 4.2.2, requires SHA-1.
            http.Response.Headers.SecWebSocketAccept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key)));
#pragma warning restore CA5350
            http.Response.Headers.Upgrade = "websocket";
            await using var connection = await http.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
            byte[] frame = code is { } known ? [0x88, 2, (byte)(known >> 8), (byte)known] : [0x88, 0];
            await connection.WriteAsync(frame);
            Assert.Equal(8, await connection.ReadAtLeastAsync(new byte[8], 8));
        });

        using var events = await host.GetAsync();

        Assert.Equal(": open", await events.NextAsync());
        Assert.Equal(expected, await events.NextAsync());
    }

    [Fact]
    public async Task Another_code_of_the_upstream_is_an_error()
    {
        await using var host = await SseHost.StartAsync("endEvent: done");
        var (events, socket) = await host.OpenAsync();
        using var _ = events;

        await socket.CloseAsync(4001, "not \"you\"\n");

        Assert.Equal("""event: error|data: {"code":4001,"reason":"not \u0022you\u0022\n"}""", await events.NextAsync());
        Assert.Null(await events.NextAsync());
    }

    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task A_lost_connection_is_an_error(HttpProtocols upstream)
    {
        await using var host = await SseHost.StartWithAsync([SseHost.Plugin()], upstream: upstream);
        var (events, socket) = await host.OpenAsync();
        using var _ = events;

        socket.Abort();

        Assert.Equal(
            """event: error|data: {"code":1006,"reason":"The connection to the upstream has ended."}""", await events.NextAsync());
        Assert.Null(await events.NextAsync());
    }

    [Fact]
    public async Task A_completed_stream_isnt_opened_again()
    {
        await using var host = await SseHost.StartAsync("endEvent: done");
        var (events, socket) = await host.OpenAsync();
        using var _ = events;

        await socket.CloseAsync(1000, "all");

        Assert.Equal("""event: done|id: stream-ended|data: {"code":1000,"reason":"all"}""", await events.NextAsync());
        Assert.Null(await events.NextAsync());
        using var again = await host.GetAsync("/news", ("Last-Event-ID", "stream-ended"));
        Assert.Equal((204, 1), ((int)again.Response.StatusCode, host.Gateway.Upstream.Requests.Count));
    }

    [Fact]
    public async Task A_message_that_is_too_long_ends_the_stream()
    {
        await using var host = await SseHost.StartAsync("maxMessageSize: 5000B");
        var (events, socket) = await host.OpenAsync();
        using var _ = events;

        await socket.SendAsync(new string('a', 5000));
        Assert.Equal(5006, (await events.NextAsync())!.Length);
        await socket.SendAsync(new string('a', 4000), isEnd: false);
        await socket.SendAsync(new string('a', 1001));

        Assert.Equal(
            """event: error|data: {"code":1009,"reason":"The upstream\u0027s message is longer than 5000B."}""", await events.NextAsync());
        Assert.Null(await events.NextAsync());
        Assert.Equal(1009, await socket.CloseOfGatewayAsync());
    }

    [Fact]
    public async Task A_binary_message_can_end_the_stream()
    {
        await using var host = await SseHost.StartAsync("binary: reject");
        var (events, socket) = await host.OpenAsync();
        using var _ = events;

        await socket.SendAsync([1]);

        Assert.Equal("""event: error|data: {"code":1003,"reason":"The upstream sent a binary message."}""", await events.NextAsync());
        Assert.Null(await events.NextAsync());
        Assert.Equal(1003, await socket.CloseOfGatewayAsync());
    }

    [Theory]
    [InlineData(HttpProtocols.Http1, HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2, HttpProtocols.Http2)]
    public async Task A_client_that_leaves_closes_the_upstream(HttpProtocols client, HttpProtocols upstream)
    {
        await using var host = await SseHost.StartWithAsync([SseHost.Plugin()], client, upstream);
        var (events, socket) = await host.OpenAsync();

        events.Dispose();

        Assert.Equal(1000, await socket.CloseOfGatewayAsync());
    }

    [Fact]
    public async Task An_idle_stream_gets_comments()
    {
        var time = new WatchedTime(TimeSpan.FromSeconds(20));
        await using var host = await SseHost.StartAsync("heartbeat: 20s", time);
        var (events, socket) = await host.OpenAsync();
        using var _ = events;
        await time.IsSet;

        time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(": keep-alive", await events.NextAsync());
        await socket.SendAsync("a");
        Assert.Equal("data: a", await events.NextAsync());
    }

    [Fact]
    public async Task A_stream_ends_after_its_maximum_duration()
    {
        var time = new WatchedTime(TimeSpan.FromSeconds(10));
        await using var host = await SseHost.StartAsync("maxDuration: 10s", time);
        var (events, socket) = await host.OpenAsync();
        using var _ = events;
        await time.IsSet;

        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Null(await events.NextAsync());
        Assert.Equal(1000, await socket.CloseOfGatewayAsync());
    }

    [Fact]
    public async Task A_gateway_that_stops_ends_the_stream_and_closes_the_upstream()
    {
        await using var host = await SseHost.StartAsync();
        var (events, socket) = await host.OpenAsync();
        using var _ = events;

        var stopped = host.Gateway.StopAsync();

        Assert.Null(await events.NextAsync());
        Assert.Equal(1001, await socket.CloseOfGatewayAsync());
        await stopped.WaitAsync(SseHost.Patience);
    }

    [Fact]
    public async Task An_open_stream_continues_after_a_reload()
    {
        await using var host = await SseHost.StartAsync("event: old");
        var (events, socket) = await host.OpenAsync();
        using var _ = events;

        Assert.Empty(await host.Gateway.ReloadAsync(SseHost.Configuration([SseHost.Plugin("event: new")])));
        await socket.SendAsync("a");

        Assert.Equal("event: old|data: a", await events.NextAsync());
        var (later, second) = await host.OpenAsync();
        using var both = later;
        await second.SendAsync("b");
        Assert.Equal("event: new|data: b", await later.NextAsync());
    }
}

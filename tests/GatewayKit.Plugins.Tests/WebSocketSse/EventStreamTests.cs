using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Plugins.Tests.WebSocketSse;

public sealed class EventStreamTests
{
    [Theory]
    [InlineData(HttpProtocols.Http1, HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2, HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http1, HttpProtocols.Http2)]
    [InlineData(HttpProtocols.Http2, HttpProtocols.Http2)]
    public async Task Each_message_is_an_event_before_the_next_one_exists(HttpProtocols client, HttpProtocols upstream)
    {
        await using var host = await SseHost.StartWithAsync([SseHost.Plugin()], client, upstream);
        var (events, socket) = await host.OpenAsync();
        using var _ = events;

        await socket.SendAsync("a");
        Assert.Equal("data: a", await events.NextAsync());
        await socket.SendAsync("ü");
        Assert.Equal("data: ü", await events.NextAsync());

        await socket.CloseAsync(1000);
        Assert.Null(await events.NextAsync());
        Assert.Equal("text/event-stream", events.Header("Content-Type"));
        Assert.Equal(("no-store", "no"), (events.Header("Cache-Control"), events.Header("X-Accel-Buffering")));
        Assert.Null(events.Header("Sec-WebSocket-Accept") ?? events.Header("Upgrade"));
    }

    [Theory]
    [InlineData("", "data: ")]
    [InlineData(" a", "data:  a")]
    [InlineData("a\nb\r\nc\rd", "data: a|data: b|data: c|data: d")]
    [InlineData("\n\r\r\n", "data: |data: |data: |data: ")]
    [InlineData("id: 1\n\nevent: x", "data: id: 1|data: |data: event: x")]
    public async Task A_message_with_several_lines_is_one_event(string message, string expected)
    {
        await using var host = await SseHost.StartAsync();
        var (events, socket) = await host.OpenAsync();
        using var _ = events;

        await socket.SendAsync(message);
        await socket.SendAsync("next");

        Assert.Equal(expected, await events.NextAsync());
        Assert.Equal("data: next", await events.NextAsync());
    }

    [Fact]
    public async Task Fragments_are_one_event()
    {
        await using var host = await SseHost.StartAsync();
        var (events, socket) = await host.OpenAsync();
        using var _ = events;
        var part = new string('a', 20_000);

        await socket.SendAsync(part, isEnd: false);
        await socket.SendAsync("\n", isEnd: false);
        await socket.SendAsync(part);

        Assert.Equal($"data: {part}|data: {part}", await events.NextAsync());
    }

    [Fact]
    public async Task A_binary_message_is_encoded()
    {
        await using var host = await SseHost.StartAsync("event: bytes");
        var (events, socket) = await host.OpenAsync();
        using var _ = events;

        await socket.SendAsync([0, 10, 255, 13]);

        Assert.Equal("event: bytes|data: AAr/DQ==", await events.NextAsync());
    }

    [Theory]
    [InlineData("""{"type":"a","id":7}""", "event: a|id: 7")]
    [InlineData("""{"type":"a","id":"x"}""", "event: a|id: x")]
    [InlineData("""{"type":"a\nid: 9","id":"x\ny"}""", "event: other")]
    [InlineData("""{"type":"a\r","id":"x\r"}""", "event: other")]
    [InlineData("""{"type":"a\u0000","id":"x\u0000"}""", "event: other")]
    [InlineData("""{"type":"","id":""}""", "event: other")]
    [InlineData("""{"type":"\ud800","id":1}""", "event: other")]
    [InlineData("""{"type":{},"id":null}""", "event: other")]
    [InlineData("""{"type":"a","type":"b","id":1}""", "event: other")]
    [InlineData("""[{"type":"a"}]""", "event: other")]
    [InlineData("text", "event: other")]
    public async Task Names_and_ids_come_from_the_message(string message, string fields)
    {
        await using var host = await SseHost.StartAsync("event: other, eventFrom: /type, idFrom: /id");
        var (events, socket) = await host.OpenAsync();
        using var _ = events;

        await socket.SendAsync(message);

        Assert.Equal($"{fields}|data: {message}", await events.NextAsync());
    }

    [Fact]
    public async Task Pointers_reach_into_arrays_and_escaped_names()
    {
        await using var host = await SseHost.StartAsync("eventFrom: /0/a~1b, idFrom: /1/~0c");
        var (events, socket) = await host.OpenAsync();
        using var _ = events;

        await socket.SendAsync("""[{"a/b":"n"},{"~c":1.50}]""");

        Assert.StartsWith("event: n|id: 1.50|data: ", await events.NextAsync(), StringComparison.Ordinal);
    }
}

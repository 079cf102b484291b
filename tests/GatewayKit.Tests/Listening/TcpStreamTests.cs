using System.Net;
using GatewayKit.Configuration;
using GatewayKit.Tests.Edge;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Tests.Listening;

/// <summary>Streams of TCP listeners.</summary>
public sealed class TcpStreamTests
{
    [Fact]
    public async Task The_bytes_of_both_directions_are_forwarded_and_each_ends_by_itself()
    {
        await using var server = TcpServer.Echo();
        await using var app = await ListenerApp.StartAsync(Config(server));
        var text = new string('x', 300_000) + "\0\u00ff\r\n";

        Assert.Equal(text, await TcpServer.AskAsync(app.EndPoint("tcp"), text));
    }

    [Fact]
    public async Task A_client_can_send_after_the_server_has_ended()
    {
        var received = new TaskCompletionSource<string>();
        await using var server = new TcpServer(async client =>
        {
            var stream = client.GetStream();
            await TcpServer.SendAsync(stream, "first", isLast: true);
            received.SetResult(await TcpServer.TextAsync(stream));
        });
        await using var app = await ListenerApp.StartAsync(Config(server));
        using var client = await TcpServer.ConnectAsync(app.EndPoint("tcp"));

        var stream = client.GetStream();
        Assert.Equal("first", await TcpServer.TextAsync(stream));
        await TcpServer.SendAsync(stream, "late", isLast: true);

        Assert.Equal("late", await received.Task.WaitAsync(ListenerApp.Patience));
    }

    [Fact]
    public async Task Backends_get_connections_as_their_weights_say()
    {
        await using var heavy = TcpServer.Echo();
        await using var light = TcpServer.Echo();
        await using var none = TcpServer.Echo();
        await using var app = await ListenerApp.StartAsync(Listen.On(("tcp", Listen.Tcp()))
            .WithCluster("heavy", heavy.Port).WithCluster("light", light.Port).WithCluster("none", none.Port)
            .With("route", Listen.Route("tcp", ("heavy", 7), ("light", 3), ("none", 0))));

        for (var i = 0; i < 20; i++)
            Assert.Equal("x", await TcpServer.AskAsync(app.EndPoint("tcp"), "x"));

        Assert.Equal((14, 6, 0), (heavy.Count, light.Count, none.Count));
    }

    [Fact]
    public async Task Destinations_take_turns_and_one_that_does_not_accept_is_skipped()
    {
        await using var first = TcpServer.Echo();
        await using var second = TcpServer.Echo();
        using var closed = new ClosedPort();
        await using var app = await ListenerApp.StartAsync(Listen.On(("tcp", Listen.Tcp()))
            .WithCluster("up", first.Port, second.Port, closed.Number).With("route", Listen.Route("tcp", ("up", 1))));

        for (var i = 0; i < 12; i++)
            Assert.Equal("x", await TcpServer.AskAsync(app.EndPoint("tcp"), "x"));

        Assert.True(first.Count >= 4 && second.Count >= 4, $"{first.Count}, {second.Count}");
    }

    [Fact]
    public async Task Without_a_destination_the_connection_is_closed()
    {
        using var closed = new ClosedPort();
        await using var app = await ListenerApp.StartAsync(
            Listen.On(("closed", Listen.Tcp()), ("none", Listen.Tcp("127.0.0.2")), ("free", Listen.Tcp("127.0.0.3")))
                .WithCluster("up", closed.Number)
                .With("closed", Listen.Route("closed", ("up", 1)))
                .With("none", Listen.Route("none", (null, 1))));

        Assert.Equal("", await TcpServer.AskAsync(app.EndPoint("closed"), "x"));
        Assert.Equal("", await TcpServer.AskAsync(app.EndPoint("none"), "x"));
        Assert.Equal("", await TcpServer.AskAsync(app.EndPoint("free"), "x"));
        Assert.Contains("'closed' wasn't forwarded by route 'closed' to cluster 'up': destination 'd0' doesn't accept",
            await app.Log.NextAsync("'up'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_oldest_route_of_a_listener_gets_its_connections()
    {
        await using var old = TcpServer.Echo();
        await using var young = TcpServer.Echo();
        await using var app = await ListenerApp.StartAsync(Listen.On(("tcp", Listen.Tcp()))
            .WithCluster("old", old.Port).WithCluster("young", young.Port)
            .With("a", Listen.Route("tcp", ("young", 1)) with { Created = 2 })
            .With("b", Listen.Route("tcp", ("old", 1)) with { Created = 1 }));

        await TcpServer.AskAsync(app.EndPoint("tcp"), "x");

        Assert.Equal((1, 0), (old.Count, young.Count));
    }

    [Fact]
    public async Task A_stream_without_bytes_ends_with_an_error_when_its_time_is_over()
    {
        var time = new FakeTimeProvider();
        var started = new TaskCompletionSource();
        var seen = new TaskCompletionSource<bool>();
        await using var server = new TcpServer(async client =>
        {
            await client.GetStream().ReadExactlyAsync(new byte[1]);
            started.SetResult();
            try
            {
                await TcpServer.ReadToEndAsync(client.GetStream());
                seen.SetResult(false);
            }
            catch (IOException)
            {
                seen.SetResult(true);
            }
        });
        await using var app = await ListenerApp.StartAsync(
            Config(server), configure: gateway => gateway.Services.AddSingleton<TimeProvider>(time));
        using var client = await TcpServer.ConnectAsync(app.EndPoint("tcp"));

        // The clock may not pass the time that the gateway has to connect.
        await TcpServer.SendAsync(client.GetStream(), "x");
        await started.Task.WaitAsync(ListenerApp.Patience);

        // The server's heartbeat checks once a second whether the time is over.
        var end = Assert.ThrowsAsync<IOException>(() => TcpServer.ReadToEndAsync(client.GetStream()));
        while (!end.IsCompleted)
        {
            time.Advance(TimeSpan.FromHours(1.1));
            await Task.WhenAny(end, Task.Delay(100)).WaitAsync(ListenerApp.Patience);
        }

        await end.WaitAsync(ListenerApp.Patience);
        Assert.True(await seen.Task.WaitAsync(ListenerApp.Patience));
    }

    [Fact]
    public async Task A_reset_of_one_side_is_a_reset_of_the_other()
    {
        await using var server = new TcpServer(async client =>
        {
            await client.GetStream().ReadExactlyAsync(new byte[1]);
            client.Client.Close(0);
        });
        await using var app = await ListenerApp.StartAsync(Config(server));
        using var client = await TcpServer.ConnectAsync(app.EndPoint("tcp"));
        await TcpServer.SendAsync(client.GetStream(), "x");

        await Assert.ThrowsAsync<IOException>(() => TcpServer.ReadToEndAsync(client.GetStream()));
    }

    private static GatewayConfig Config(TcpServer server)
        => Listen.On(("tcp", Listen.Tcp())).WithCluster("up", server.Port).With("route", Listen.Route("tcp", ("up", 1)));
}

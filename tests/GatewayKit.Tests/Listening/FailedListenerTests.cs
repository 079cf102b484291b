using System.Net;
using System.Net.Sockets;
using GatewayKit.Listening.Sockets;
using GatewayKit.Tests.Edge;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Tests.Listening;

/// <summary>Listeners whose address can't be bound.</summary>
public sealed class FailedListenerTests
{
    [Fact]
    public async Task A_listener_that_cannot_be_opened_is_reported_and_opened_later()
    {
        var time = new FakeTimeProvider();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var app = await ListenerApp.StartAsync(
            Listen.On(("taken", Listen.Http(port: port)), ("free", Listen.Http("127.0.0.2"))),
            configure: gateway => gateway.Services.AddSingleton<TimeProvider>(time));

        var taken = app.Status.Current["taken"];
        Assert.Null(taken.EndPoint);
        Assert.Contains("in use", taken.Error, StringComparison.Ordinal);
        Assert.NotNull(app.Status.Current["free"].EndPoint);
        time.Advance(ListenerSockets.RetryInterval);
        Assert.Single(app.Log.All, message => message.Contains("can't listen on", StringComparison.Ordinal));

        var changed = new TaskCompletionSource();
        using var registration = ChangeToken.OnChange(app.Status.GetChangeToken, () => changed.TrySetResult());
        other.Dispose();
        time.Advance(ListenerSockets.RetryInterval);

        await changed.Task.WaitAsync(ListenerApp.Patience);
        Assert.Equal(port, app.Port("taken"));
        Assert.Equal(200, (await RawClient.SendAsync(port, "GET / HTTP/1.1\r\nHost: h\r\n\r\n"))!.Status);
    }

    [Fact]
    public async Task Of_two_listeners_that_cannot_share_a_port_the_first_is_opened()
    {
        await using var app = await ListenerApp.StartAsync(Listen.On(("a", Listen.Http()), ("b", Listen.Http()), ("c", Listen.Tcp())));

        Assert.Equal(200, (await RawClient.SendAsync(app.Port("a"), "GET / HTTP/1.1\r\nHost: h\r\n\r\n"))!.Status);
        Assert.Contains("as 'a'", app.Status.Current["b"].Error, StringComparison.Ordinal);
        Assert.Contains("only Https and Tls", app.Status.Current["c"].Error, StringComparison.Ordinal);
        Assert.Empty(await app.ReloadAsync(Listen.On(("b", Listen.Http()))));
        Assert.NotNull(app.Status.Current["b"].EndPoint);
    }

    [Fact]
    public async Task A_failed_listener_that_is_removed_is_not_tried_again()
    {
        var time = new FakeTimeProvider();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var app = await ListenerApp.StartAsync(
            Listen.On(("taken", Listen.Http(port: port))), configure: gateway => gateway.Services.AddSingleton<TimeProvider>(time));
        Assert.Empty(await app.ReloadAsync(Listen.On(("free", Listen.Http("127.0.0.2")))));
        other.Dispose();
        time.Advance(ListenerSockets.RetryInterval);

        Assert.Equal(["free"], app.Status.Current.Keys);
        using var client = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync(IPAddress.Loopback, port).WaitAsync(ListenerApp.Patience));
    }
}

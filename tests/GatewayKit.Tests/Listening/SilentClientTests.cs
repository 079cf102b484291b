using System.Net;
using System.Net.Sockets;
using GatewayKit.Tests.Edge;
using GatewayKit.Tests.Tls;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Tests.Listening;

/// <summary>Clients that open connections and send nothing, or not enough.</summary>
public sealed class SilentClientTests
{
    [Fact]
    public async Task A_thousand_silent_clients_do_not_keep_others_out_and_are_closed_when_their_time_is_over()
    {
        var time = new FakeTimeProvider();
        await using var app = await ListenerApp.StartAsync(
            Listen.On(("pass", Listen.Passing("pass.example.com")), ("web", Listen.Https("web.example.com"))),
            configure: gateway => gateway.Services.AddSingleton<TimeProvider>(time));
        var silent = await ConnectAsync(app.EndPoint("web"), 1000);

        Assert.Equal("web.example.com", await SubjectAsync(app.Port("web")));
        await ClosedAsync(silent, () => time.Advance(TimeSpan.FromSeconds(11)));
    }

    [Fact]
    public async Task Beyond_their_number_the_client_that_has_waited_longest_is_closed()
    {
        await using var app = await ListenerApp.StartAsync(
            Listen.On(("web", Listen.Http())), configure: gateway => gateway.Services.Configure<KestrelServerOptions>(
                options => options.Limits.MaxConcurrentConnections = 40));
        var silent = await ConnectAsync(app.EndPoint("web"), 25);

        await ClosedAsync(silent[..15], () => { });

        Assert.Equal(200, (await RawClient.SendAsync(app.Port("web"), "GET / HTTP/1.1\r\nHost: h\r\n\r\n"))!.Status);
        foreach (var client in silent)
            client.Dispose();
    }

    [Fact]
    public async Task A_connection_beyond_the_maximum_number_is_closed()
    {
        await using var app = await ListenerApp.StartAsync(
            Listen.On(("web", Listen.Http())), configure: gateway => gateway.Services.Configure<KestrelServerOptions>(
                options => options.Limits.MaxConcurrentConnections = 2));
        await using var first = await UsedAsync(app);
        await using var second = await UsedAsync(app);

        Assert.Null(await RawClient.SendAsync(app.Port("web"), "GET / HTTP/1.1\r\nHost: h\r\n\r\n"));
        Assert.Contains("was rejected", await app.Log.NextAsync("maximum number"), StringComparison.Ordinal);
    }

    private static async Task<TcpClient[]> ConnectAsync(IPEndPoint endPoint, int count)
    {
        var clients = new TcpClient[count];
        for (var i = 0; i < count; i++)
            clients[i] = await TcpServer.ConnectAsync(endPoint);
        return clients;
    }

    private static async Task<RawClient> UsedAsync(ListenerApp app)
    {
        var client = await RawClient.ConnectAsync(app.Port("web"));
        await client.WriteAsync("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        Assert.Equal(200, (await client.ReadResponseAsync())!.Status);
        return client;
    }

    private static async Task<string> SubjectAsync(int port)
    {
        await using var client = await TlsClient.ConnectAsync(port, "web.example.com");
        return client.Subject;
    }

    /// <summary>Waits until the gateway has closed connections. Some may be accepted only after the clock was advanced.</summary>
    private static async Task ClosedAsync(TcpClient[] clients, Action advance)
    {
        var ends = Task.WhenAll(clients.Select(async client =>
        {
            using (client)
                return (await TcpServer.ReadToEndAsync(client.GetStream())).Length;
        }));
        using var patience = new CancellationTokenSource(ListenerApp.Patience);
        while (!ends.IsCompleted)
        {
            advance();
            await Task.WhenAny(ends, Task.Delay(50, patience.Token));
            patience.Token.ThrowIfCancellationRequested();
        }

        Assert.All(await ends, length => Assert.Equal(0, length));
    }
}

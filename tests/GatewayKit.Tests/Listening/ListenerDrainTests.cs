using GatewayKit.Configuration;
using GatewayKit.Tests.Edge;
using GatewayKit.Tests.Tls;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Tests.Listening;

/// <summary>The connections of listeners that are removed, and of a host that stops.</summary>
public sealed class ListenerDrainTests
{
    private const string Request = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    [Fact]
    public async Task An_idle_connection_of_a_removed_listener_is_closed()
    {
        await using var app = await ListenerApp.StartAsync(Listen.On(("web", Listen.Http())));
        await using var client = await RawClient.ConnectAsync(app.Port("web"));
        await client.WriteAsync(Request);
        Assert.Equal(200, (await client.ReadResponseAsync())!.Status);

        Assert.Empty(await app.ReloadAsync(new GatewayConfig()));

        Assert.Equal("", await client.ReadToEndAsync());
    }

    [Fact]
    public async Task A_request_in_flight_on_a_removed_listener_finishes_and_ends_its_connection()
    {
        var (arrived, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var app = await ListenerApp.StartAsync(Listen.On(("web", Listen.Http())), async http =>
        {
            arrived.SetResult();
            await release.Task;
            await http.Response.WriteAsync("finished");
        });
        await using var client = await RawClient.ConnectAsync(app.Port("web"));
        await client.WriteAsync(Request);
        await arrived.Task.WaitAsync(ListenerApp.Patience);

        Assert.Empty(await app.ReloadAsync(new GatewayConfig()));
        release.SetResult();
        var response = await client.ReadResponseAsync();

        Assert.Equal(("finished", "close"), (response!.Body, response.Header("Connection")));
        Assert.Equal("", await client.ReadToEndAsync());
    }

    [Fact]
    public async Task A_connection_of_HTTP_2_on_a_removed_listener_finishes_its_requests_and_takes_no_more()
    {
        var (arrived, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var app = await ListenerApp.StartAsync(Listen.On(("web", Listen.Http())), async http =>
        {
            arrived.TrySetResult();
            await release.Task;
            await http.Response.WriteAsync("finished");
        });
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new Uri($"http://{app.EndPoint("web")}"),
            Timeout = ListenerApp.Patience,
            DefaultRequestVersion = new Version(2, 0),
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        var inFlight = client.GetStringAsync("/");
        await arrived.Task.WaitAsync(ListenerApp.Patience);

        Assert.Empty(await app.ReloadAsync(new GatewayConfig()));
        release.SetResult();

        Assert.Equal("finished", await inFlight);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync("/"));
    }

    [Fact]
    public async Task A_removed_listener_does_not_close_connections_of_others_on_its_socket()
    {
        var (a, b) = (Listen.Https("a.example.com"), Listen.Https("b.example.com"));
        await using var app = await ListenerApp.StartAsync(Listen.On(("a", a), ("b", b)));
        await using var first = await TlsClient.ConnectAsync(app.Port("a"), "a.example.com");
        await using var second = await TlsClient.ConnectAsync(app.Port("b"), "b.example.com");
        await first.GetAsync();
        await second.GetAsync();

        Assert.Empty(await app.ReloadAsync(Listen.On(("b", b))));

        Assert.Equal(0, await first.Stream.ReadAsync(new byte[100]).AsTask().WaitAsync(ListenerApp.Patience));
        Assert.Contains("https b", await second.GetAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_runs_on_when_its_listener_is_removed()
    {
        await using var server = TcpServer.Echo();
        await using var app = await StartStreamAsync(server);
        using var client = await TcpServer.ConnectAsync(app.EndPoint("tcp"));
        var stream = client.GetStream();
        await TcpServer.SendAsync(stream, "before ");
        await server.Connected;

        Assert.Empty(await app.ReloadAsync(new GatewayConfig()));
        await TcpServer.SendAsync(stream, "after", isLast: true);

        Assert.Equal("before after", await TcpServer.TextAsync(stream));
    }

    [Fact]
    public async Task A_shutdown_waits_for_streams_and_accepts_no_more()
    {
        await using var server = TcpServer.Echo();
        await using var app = await StartStreamAsync(server);
        var endPoint = app.EndPoint("tcp");
        using var client = await TcpServer.ConnectAsync(endPoint);
        await server.Connected;

        var closed = new TaskCompletionSource();
        using var registration = app.Status.GetChangeToken().RegisterChangeCallback(_ => closed.SetResult(), null);
        var stopping = app.StopAsync();
        await closed.Task.WaitAsync(ListenerApp.Patience);
        await Assert.ThrowsAsync<System.Net.Sockets.SocketException>(() => TcpServer.ConnectAsync(endPoint));
        Assert.False(stopping.IsCompleted);
        var stream = client.GetStream();
        await TcpServer.SendAsync(stream, "x", isLast: true);

        Assert.Equal("x", await TcpServer.TextAsync(stream));
        await stopping;
    }

    [Fact]
    public async Task The_end_of_the_shutdowns_time_ends_streams()
    {
        await using var server = TcpServer.Echo();
        await using var app = await StartStreamAsync(server);
        using var client = await TcpServer.ConnectAsync(app.EndPoint("tcp"));
        await server.Connected;
        using var bound = new CancellationTokenSource();

        var stopping = app.StopAsync(bound.Token);
        await bound.CancelAsync();

        await Assert.ThrowsAsync<IOException>(() => TcpServer.ReadToEndAsync(client.GetStream()));
        await Record.ExceptionAsync(() => stopping);
    }

    private static Task<ListenerApp> StartStreamAsync(TcpServer server) => ListenerApp.StartAsync(
        Listen.On(("tcp", Listen.Tcp())).WithCluster("up", server.Port).With("route", Listen.Route("tcp", ("up", 1))));
}

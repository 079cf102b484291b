using System.Net;
using System.Net.Sockets;
using GatewayKit.Configuration;
using GatewayKit.Tests.Edge;
using Microsoft.Extensions.Configuration;

namespace GatewayKit.Tests.Listening;

/// <summary>Listeners without TLS.</summary>
public sealed class HttpListenerTests
{
    [Fact]
    public async Task A_host_without_addresses_of_its_own_serves_its_listeners_only()
    {
        await using var app = await ListenerApp.StartAsync(Listen.On(("web", Listen.Http())));

        Assert.Equal("HTTP/1.1 http - web -", await GetAsync(app.EndPoint("web")));
        Assert.Empty(app.Urls);
    }

    [Fact]
    public async Task Addresses_of_the_host_work_beside_listeners()
    {
        await using var app = await ListenerApp.StartAsync(
            Listen.On(("web", Listen.Http())), configure: gateway => gateway.UseUrls("http://127.0.0.1:0"));

        var own = new Uri(Assert.Single(app.Urls));
        Assert.Equal("HTTP/1.1 http - - -", await GetAsync(new IPEndPoint(IPAddress.Loopback, own.Port)));
        Assert.Equal("HTTP/1.1 http - web -", await GetAsync(app.EndPoint("web")));
    }

    [Fact]
    public async Task Clients_can_speak_HTTP_2_without_TLS()
    {
        await using var app = await ListenerApp.StartAsync(Listen.On(("web", Listen.Http())));

        Assert.Equal("HTTP/2 http - web -", await GetAsync(app.EndPoint("web"), HttpVersion.Version20));
    }

    [Fact]
    public async Task A_preface_in_pieces_starts_HTTP_2()
    {
        await using var app = await ListenerApp.StartAsync(Listen.On(("web", Listen.Http())));
        using var socket = new TcpClient { NoDelay = true };
        await socket.ConnectAsync(app.EndPoint("web")).WaitAsync(ListenerApp.Patience);
        foreach (var b in "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray())
            await socket.GetStream().WriteAsync(new[] { b }).AsTask().WaitAsync(ListenerApp.Patience);
        await socket.GetStream().WriteAsync(new byte[9] { 0, 0, 0, 4, 0, 0, 0, 0, 0 }).AsTask().WaitAsync(ListenerApp.Patience);

        // The server's first frame is SETTINGS.
        var header = new byte[9];
        await socket.GetStream().ReadExactlyAsync(header).AsTask().WaitAsync(ListenerApp.Patience);
        Assert.Equal(4, header[3]);
    }

    [Fact]
    public async Task A_method_that_starts_like_the_preface_is_HTTP_1()
    {
        await using var app = await ListenerApp.StartAsync(Listen.On(("web", Listen.Http())));
        await using var client = await RawClient.ConnectAsync(app.Port("web"));
        await client.WriteAsync("PR");
        await client.WriteAsync("INT / HTTP/1.1\r\nHost: h\r\n\r\n");

        var response = await client.ReadResponseAsync();

        Assert.Equal("HTTP/1.1 http - web -", response!.Body);
    }

    [Fact]
    public async Task A_request_belongs_to_the_listener_with_the_most_specific_host()
    {
        await using var app = await ListenerApp.StartAsync(Listen.On(
            ("all", Listen.Http()), ("wide", Listen.Http(host: "*.example.com")), ("narrow", Listen.Http(host: "*.a.example.com")),
            ("exact", Listen.Http(host: "x.a.example.com"))));
        var endPoint = app.EndPoint("all");

        Assert.Equal(
            ["exact", "narrow", "wide", "all", "all"],
            [
                await ListenerOfAsync(endPoint, "X.a.example.com"), await ListenerOfAsync(endPoint, "y.z.a.example.com"),
                await ListenerOfAsync(endPoint, "a.example.com"), await ListenerOfAsync(endPoint, "example.com"),
                await ListenerOfAsync(endPoint, "example.org"),
            ]);
    }

    [Fact]
    public async Task Ports_are_opened_and_closed_while_other_listeners_lose_no_request()
    {
        var config = Listen.On(("kept", Listen.Http()));
        await using var app = await ListenerApp.StartAsync(config);
        var kept = app.EndPoint("kept");
        using var done = new CancellationTokenSource();
        var traffic = Task.Run(async () =>
        {
            var count = 0;
            for (; count == 0 || !done.IsCancellationRequested; count++)
                Assert.Equal("HTTP/1.1 http - kept -", await GetAsync(kept));
            return count;
        });

        for (var i = 0; i < 5; i++)
        {
            Assert.Empty(await app.ReloadAsync(Listen.On(("kept", Listen.Http()), ("other", Listen.Http("127.0.0.2")))));
            var other = app.EndPoint("other");
            Assert.Equal("HTTP/1.1 http - other -", await GetAsync(other));
            Assert.Empty(await app.ReloadAsync(config));
            await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(other));
        }

        await done.CancelAsync();
        Assert.True(await traffic.WaitAsync(ListenerApp.Patience) > 0);
        Assert.Equal(kept, app.EndPoint("kept"));
    }

    [Fact]
    public async Task A_listener_of_all_addresses_serves_IPv4()
    {
        await using var app = await ListenerApp.StartAsync(Listen.On(("web", Listen.Http() with { Address = null })));

        Assert.Equal("HTTP/1.1 http - web -", await GetAsync(new IPEndPoint(IPAddress.Loopback, app.Port("web"))));
    }

    [Fact]
    public async Task A_host_that_cannot_open_listeners_rejects_them()
    {
        var error = await Assert.ThrowsAsync<GatewayConfigException>(
            () => ListenerApp.StartAsync(Listen.On(("web", Listen.Http())), isDynamic: false));

        Assert.Contains("UseDynamicListeners()", error.Message, StringComparison.Ordinal);
    }

    private static async Task<string> ListenerOfAsync(IPEndPoint endPoint, string host)
        => (await GetAsync(endPoint, host: host)).Split(' ')[3];

    [Fact]
    public async Task A_host_that_prefers_other_addresses_reports_that_it_opens_no_listener()
    {
        await using var app = await ListenerApp.StartAsync(
            Listen.On(("web", Listen.Http())), configure: gateway => gateway.Host.Configuration.AddInMemoryCollection(
                [new("urls", "http://127.0.0.1:0"), new("preferHostingUrls", "true")]));

        Assert.Empty(app.Status.Current);
        Assert.Contains("can't serve listeners", await app.Log.NextAsync("listeners"), StringComparison.Ordinal);
    }

    private static async Task<string> GetAsync(IPEndPoint endPoint, Version? version = null, string? host = null)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = ListenerApp.Patience };
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{endPoint}/");
        request.Version = version ?? HttpVersion.Version11;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        request.Headers.Host = host;
        using var response = await client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}

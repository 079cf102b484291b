using System.Collections.Immutable;
using System.Net;
using System.Text;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Matching;
using GatewayKit.Tests.Tls;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Tests.Listening;

/// <summary>Requests of listeners and the routes that they reach.</summary>
public sealed class ListenerRoutingTests
{
    private const string Answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";

    [Fact]
    public async Task A_request_reaches_the_routes_of_its_listener_only()
    {
        await using var server = Server();
        await using var app = await ListenerApp.StartAsync(
            WithRoute(Listen.On(("a", Listen.Http()), ("b", Listen.Http(host: "b.example.com"))), server, "a"), routes: true);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync($"http://{app.EndPoint("a")}/", "a.example.com"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"http://{app.EndPoint("a")}/", "b.example.com"));
        Assert.Equal(
            HttpStatusCode.OK, await StatusAsync($"http://{app.EndPoint("a")}/", "a.example.com", version: HttpVersion.Version20));
    }

    [Fact]
    public async Task A_request_for_the_host_of_another_listener_than_that_of_the_handshake_is_misdirected()
    {
        await using var server = Server();
        await using var app = await ListenerApp.StartAsync(
            WithRoute(
                Listen.On(("a", Listen.Https("a.example.com")), ("b", Listen.Https("b.example.com"))), server, "a", "b"),
            routes: true);

        Assert.Equal("200", await StatusAsync(app.Port("a"), "b.example.com", "b.example.com"));
        Assert.Equal("421", await StatusAsync(app.Port("a"), "a.example.com", "b.example.com"));
    }

    private static TcpServer Server() => new(async client =>
    {
        await client.GetStream().ReadExactlyAsync(new byte[10]);
        await TcpServer.SendAsync(client.GetStream(), Answer, isLast: true);
    });

    private static GatewayConfig WithRoute(GatewayConfig config, TcpServer server, params string[] listeners)
        => config.WithCluster("up", server.Port) with
        {
            Routes = ImmutableDictionary.Create<string, GatewayRoute>(StringComparer.OrdinalIgnoreCase).Add("route", new GatewayRoute
            {
                Route = new RouteConfig { RouteId = "route", ClusterId = "up", Match = PreciseMatch.AnyRequest },
                Match = new PreciseMatch { Listeners = [.. listeners] },
            }),
        };

    private static async Task<HttpStatusCode> StatusAsync(string url, string host, Version? version = null)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = ListenerApp.Patience };
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Version = version ?? HttpVersion.Version11;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        request.Headers.Host = host;
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    private static async Task<string> StatusAsync(int port, string serverName, string host)
    {
        await using var client = await TlsClient.ConnectAsync(port, serverName);
        var request = Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n");
        await client.Stream.WriteAsync(request).AsTask().WaitAsync(ListenerApp.Patience);
        var line = new byte["HTTP/1.1 200".Length];
        await client.Stream.ReadExactlyAsync(line).AsTask().WaitAsync(ListenerApp.Patience);
        return Encoding.ASCII.GetString(line)[^3..];
    }
}

using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Configuration.Matching;
using GatewayKit.Listening;
using GatewayKit.Tests.Listening;
using Microsoft.Extensions.DependencyInjection;
using static GatewayKit.Tests.Proxy.Matching.PreciseLab;

namespace GatewayKit.Tests.Proxy.Matching;

/// <summary>Requests on the sockets of listeners, as the conformance tests of the Gateway API send them.</summary>
public sealed class ListenerRoutingTests
{
    private const string Second = "second-example.org";
    private const string Third = "third-example.wildcard.org";
    private const string Fourth = "fourth-example.wildcard.org";
    private const string Fifth = "fifth-example.wildcard.org";
    private const string Unknown = "unknown-example.org";

    [Fact]
    public async Task Listeners_of_one_port_are_isolated_by_host()
    {
        (string Name, string? Host)[] listeners =
            [("any", null), ("example", "*.example.com"), ("foo", "*.foo.example.com"), ("abc", "abc.foo.example.com")];
        await using var gateway = await StartAsync(
            [.. listeners.Select(listener => (listener.Name, Listen.Http(host: listener.Host)))],
            [.. listeners.Select(listener => ($"r-{listener.Name}", Prefix($"/{listener.Name}") with { Listeners = [listener.Name] }))]);

        foreach (var (host, own) in new[]
        {
            ("bar.com", "any"), ("bar.example.com", "example"), ("bar.foo.example.com", "foo"), ("abc.foo.example.com", "abc"),
        })
        {
            foreach (var (name, _) in listeners)
            {
                Assert.Equal(
                    (host, name, name == own ? $"r-{name}" : "404"), (host, name, await AskAsync(gateway, "any", host, $"/{name}")));
            }
        }
    }

    [Fact]
    public async Task A_request_for_the_host_of_another_listener_than_the_handshake_gets_421()
    {
        var match = Prefix("/detect");
        await using var gateway = await StartAsync(
            [
                ("https", Listen.Https(null, "example.org")), ("second", Listen.Https(Second)),
                ("wildcard", Listen.Https("*.wildcard.org")), ("fourth", Listen.Https(Fourth)),
            ],
            [
                ("v1", match with { Listeners = ["https"], Hosts = ["example.org"] }), ("v2", match with { Listeners = ["second"] }),
                ("v3", match with { Listeners = ["wildcard"] }), ("v4", match with { Listeners = ["fourth"] }),
            ]);

        foreach (var (serverName, host, expected) in new[]
        {
            ("example.org", "example.org", "v1"), ("example.org", Second, "421"), ("example.org", Unknown, "404"),
            (Second, Second, "v2"), (Second, "example.org", "421"), (Second, Unknown, "421"),
            (Third, Third, "v3"), (Third, Fifth, "v3"), (Third, Fourth, "421"), (Third, Second, "421"), (Third, Unknown, "421"),
            (Fourth, Fourth, "v4"), (Fourth, Fifth, "421"),
            (Unknown, "example.org", "v1"), (Unknown, Unknown, "404"),
        })
            Assert.Equal(
                (serverName, host, expected), (serverName, host, await AskAsync(gateway, "https", host, "/detect/x", serverName)));
    }

    [Fact]
    public async Task A_route_that_is_added_to_a_listener_serves_its_open_connections()
    {
        await using var gateway = await StartAsync([("web", Listen.Http())], []);
        var port = gateway.Host.Services.GetRequiredService<IGatewayListenerStatus>().Current["web"].EndPoint!.Port;
        using var client = Client(port, null);
        Assert.Equal("404", await AskAsync(gateway, client, "any.test", "/a"));

        Assert.Empty(await gateway.UpdateAsync(("a", Prefix("/a") with { Listeners = ["web"] })));

        Assert.Equal("a", await AskAsync(gateway, client, "any.test", "/a"));
    }

    private static async Task<PreciseGateway> StartAsync(
        (string Name, GatewayListener Listener)[] listeners, (string, PreciseMatch)[] routes)
    {
        var gateway = await PreciseGateway.StartAsync("routes: {}");
        gateway.Listeners = Listen.On(listeners).Listeners;
        Assert.Empty(await gateway.UpdateAsync(routes));
        return gateway;
    }

    private static async Task<string> AskAsync(
        PreciseGateway gateway, string listener, string host, string target, string? serverName = null)
    {
        var port = gateway.Host.Services.GetRequiredService<IGatewayListenerStatus>().Current[listener].EndPoint!.Port;
        using var client = Client(port, serverName);
        return await AskAsync(gateway, client, host, target);
    }

    /// <returns>The id of the route, or a status other than 200.</returns>
    private static async Task<string> AskAsync(PreciseGateway gateway, HttpClient client, string host, string target)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, target);
        request.Headers.Host = host;
        using var response = await client.SendAsync(request).WaitAsync(ListenerApp.Patience);
        return response.StatusCode == HttpStatusCode.OK
            ? gateway.Host.Upstream.Requests.Last().Target.Split('/')[1]
            : ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Creates a client that connects to a port, with TLS if there is a server name.</summary>
    private static HttpClient Client(int port, string? serverName) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectCallback = async (_, cancellation) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
            var stream = new NetworkStream(socket, ownsSocket: true);
            if (serverName is null)
                return stream;

            var tls = new SslStream(stream, leaveInnerStreamOpen: false, (_, certificate, _, _) => certificate is not null);
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = serverName }, cancellation);
            return tls;
        },
    })
    { BaseAddress = new Uri("http://gateway.test") };
}

using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using GatewayKit.Tests.Edge;
using GatewayKit.Tests.Shared;
using GatewayKit.Tests.Tls;

namespace GatewayKit.Tests.Listening;

/// <summary>Streams of TLS listeners: forwarded without ending TLS, or ended in the gateway.</summary>
public sealed class TlsStreamTests
{
    [Fact]
    public async Task A_connection_that_is_passed_on_gets_the_certificate_of_the_upstream()
    {
        await using var upstream = await TlsUpstream.StartAsync(Sites.Issue("a.example.com"));
        await using var app = await ListenerApp.StartAsync(Listen.On(("pass", Listen.Passing("*.example.com")))
            .WithCluster("up", upstream.Address.Port)
            .With("route", Listen.Route("pass", ("up", 1)) with { Hosts = ["a.example.com"] }));
        await using var client = await TlsClient.ConnectAsync(app.Port("pass"), "a.example.com");

        Assert.Equal("a.example.com", client.Subject);
        Assert.Contains("none", await client.GetAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_byte_of_the_hello_reaches_the_upstream_even_if_it_arrives_in_pieces()
    {
        var received = new TaskCompletionSource<byte[]>();
        await using var server = new TcpServer(async client => received.SetResult(await TcpServer.ReadToEndAsync(client.GetStream())));
        await using var app = await ListenerApp.StartAsync(Listen.On(("pass", Listen.Passing(null)))
            .WithCluster("up", server.Port).With("route", Listen.Route("pass", ("up", 1))));
        var hello = HelloNameTests.Hello("a.example.com", 700, 3);
        using var client = await TcpServer.ConnectAsync(app.EndPoint("pass"));
        await using (var pieces = new OneByteStream(client.GetStream()))
            await pieces.WriteAsync(hello).AsTask().WaitAsync(ListenerApp.Patience);
        client.Client.Shutdown(SocketShutdown.Send);

        Assert.Equal(hello, await received.Task.WaitAsync(ListenerApp.Patience));
    }

    [Fact]
    public async Task A_stream_whose_TLS_ends_in_the_gateway_is_forwarded_as_plain_bytes()
    {
        await using var server = TcpServer.Echo();
        await using var app = await ListenerApp.StartAsync(Listen.On(("end", Listen.Terminating("a.example.com")))
            .WithCluster("up", server.Port).With("route", Listen.Route("end", ("up", 1))));
        await using var client = await TlsClient.ConnectAsync(app.Port("end"), "a.example.com");
        await client.Stream.WriteAsync("hello"u8.ToArray()).AsTask().WaitAsync(ListenerApp.Patience);
        await client.Stream.ShutdownAsync().WaitAsync(ListenerApp.Patience);

        Assert.Equal("hello", await TcpServer.TextAsync(client.Stream));
        Assert.Equal("a.example.com", client.Subject);
    }

    [Fact]
    public async Task Listeners_that_pass_on_and_end_TLS_share_a_port()
    {
        await using var upstream = await TlsUpstream.StartAsync(Sites.Issue("upstream"));
        await using var plain = TcpServer.Echo();
        await using var app = await ListenerApp.StartAsync(Listen.On(
                ("pass", Listen.Passing("pass.example.com")), ("end", Listen.Terminating("end.example.com")),
                ("web", Listen.Https("web.example.com")))
            .WithCluster("tls", upstream.Address.Port).WithCluster("plain", plain.Port)
            .With("pass", Listen.Route("pass", ("tls", 1))).With("end", Listen.Route("end", ("plain", 1))));
        var port = app.Port("web");
        await using var passed = await TlsClient.ConnectAsync(port, "pass.example.com");
        await using var ended = await TlsClient.ConnectAsync(port, "end.example.com");
        await using var web = await TlsClient.ConnectAsync(port, "web.example.com");
        await ended.Stream.WriteAsync("x"u8.ToArray()).AsTask().WaitAsync(ListenerApp.Patience);
        await ended.Stream.ShutdownAsync().WaitAsync(ListenerApp.Patience);

        Assert.Equal(("upstream", "end.example.com", "web.example.com"), (passed.Subject, ended.Subject, web.Subject));
        Assert.Equal("x", await TcpServer.TextAsync(ended.Stream));
        Assert.Contains("https web", await web.GetAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hello_in_pieces_also_starts_a_handshake_with_the_gateway()
    {
        await using var app = await ListenerApp.StartAsync(
            Listen.On(("pass", Listen.Passing("pass.example.com")), ("web", Listen.Https("web.example.com"))));
        using var client = await TcpServer.ConnectAsync(app.EndPoint("web"));
        await using var tls = new SslStream(
            new OneByteStream(client.GetStream()), false, (_, certificate, _, _) => certificate is not null);

        await tls.AuthenticateAsClientAsync("web.example.com").WaitAsync(ListenerApp.Patience);

        Assert.Contains("web.example.com", tls.RemoteCertificate!.Subject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("other.example.org")]
    [InlineData("b.example.com")]
    [InlineData(null)]
    public async Task A_server_name_without_a_listener_or_route_ends_the_connection(string? name)
    {
        await using var upstream = await TlsUpstream.StartAsync(Sites.Issue("upstream"));
        await using var app = await ListenerApp.StartAsync(Listen.On(("pass", Listen.Passing("*.example.com")))
            .WithCluster("up", upstream.Address.Port)
            .With("route", Listen.Route("pass", ("up", 1)) with { Hosts = ["a.example.com"] }));

        var error = await Record.ExceptionAsync(() => TlsClient.ConnectAsync(app.Port("pass"), name));

        Assert.True(error is IOException or AuthenticationException, error?.ToString());
        Assert.Empty(upstream.Names);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\u0000\u0004\u0002\u0000\u0000\u0000")]
    [InlineData("\u0016\u0003\u0001\u00ff\u00ff")]
    public async Task Bytes_that_are_not_a_hello_end_the_connection_at_once(string bytes)
    {
        await using var app = await ListenerApp.StartAsync(Listen.On(("pass", Listen.Passing(null))));
        await using var client = await RawClient.ConnectAsync(app.Port("pass"));
        await client.WriteAsync(bytes);

        Assert.Equal("", await client.ReadToEndAsync());
        Assert.Empty(app.Log.All);
    }

    [Fact]
    public async Task A_stream_to_an_https_destination_has_TLS_with_the_settings_of_the_cluster()
    {
        await using var upstream = await TlsUpstream.StartAsync(Sites.Issue("pod.example.com"));
        await using var app = await ListenerApp.StartAsync(Listen.On(("end", Listen.Terminating("a.example.com")))
            .WithTlsCluster("up", upstream.Address.Port, "pod.example.com").With("route", Listen.Route("end", ("up", 1))));
        await using var client = await TlsClient.ConnectAsync(app.Port("end"), "a.example.com");

        Assert.Equal("a.example.com", client.Subject);
        Assert.Contains("none", await client.GetAsync(), StringComparison.Ordinal);
        Assert.Equal("pod.example.com", Assert.Single(upstream.Names));
    }

    [Fact]
    public async Task A_destination_with_another_certificate_gets_no_bytes()
    {
        await using var upstream = await TlsUpstream.StartAsync(Sites.Issue("other.example.com"));
        await using var app = await ListenerApp.StartAsync(Listen.On(("end", Listen.Terminating("a.example.com")))
            .WithTlsCluster("up", upstream.Address.Port, "pod.example.com").With("route", Listen.Route("end", ("up", 1))));
        await using var client = await TlsClient.ConnectAsync(app.Port("end"), "a.example.com");

        var answer = client.GetAsync();
        await Record.ExceptionAsync(() => answer);

        Assert.True(answer.IsFaulted || (await answer).Length == 0);
        Assert.Empty(upstream.Requests);
        Assert.Contains(app.Log.All, message => message.Contains("destination 'd0'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_direction_of_a_stream_with_TLS_on_both_sides_can_end_before_the_other()
    {
        await using var server = new TcpServer(async client =>
        {
            await using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsServerAsync(Sites.Issue("pod.example.com"));
            await tls.WriteAsync(await TcpServer.ReadToEndAsync(tls));
            await tls.ShutdownAsync();
        });
        await using var app = await ListenerApp.StartAsync(Listen.On(("end", Listen.Terminating("a.example.com")))
            .WithTlsCluster("up", server.Port, "pod.example.com").With("route", Listen.Route("end", ("up", 1))));
        await using var client = await TlsClient.ConnectAsync(app.Port("end"), "a.example.com");
        await client.Stream.WriteAsync("hello"u8.ToArray()).AsTask().WaitAsync(ListenerApp.Patience);
        await client.Stream.ShutdownAsync().WaitAsync(ListenerApp.Patience);

        Assert.Equal("hello", await TcpServer.TextAsync(client.Stream));
    }

    [Fact]
    public async Task Nothing_is_lost_of_a_direction_that_sends_while_the_other_ends()
    {
        const int Count = 2000;
        var received = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new TcpServer(async client =>
        {
            await using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsServerAsync(Sites.Issue("pod.example.com"));
            await SendBytesAsync(tls, Count);
            received.SetResult((await TcpServer.ReadToEndAsync(tls)).Length);
        });
        await using var app = await ListenerApp.StartAsync(Listen.On(("end", Listen.Terminating("a.example.com")))
            .WithTlsCluster("up", server.Port, "pod.example.com").With("route", Listen.Route("end", ("up", 1))));

        for (var i = 0; i < 5; i++)
        {
            await using var client = await TlsClient.ConnectAsync(app.Port("end"), "a.example.com");
            var all = TcpServer.TextAsync(client.Stream);
            await SendBytesAsync(client.Stream, i * Count / 10);

            Assert.Equal(Count, (await all).Length);
            Assert.Equal(i * Count / 10, await received.Task.WaitAsync(ListenerApp.Patience));
            received = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Sends bytes, each in a record of its own, and ends that direction.</summary>
    private static async Task SendBytesAsync(SslStream stream, int count)
    {
        for (var i = 0; i < count; i++)
            await stream.WriteAsync("."u8.ToArray()).AsTask().WaitAsync(ListenerApp.Patience);
        await stream.ShutdownAsync().WaitAsync(ListenerApp.Patience);
    }
}

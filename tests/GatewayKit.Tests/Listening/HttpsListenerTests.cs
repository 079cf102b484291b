using System.Collections.Immutable;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Listening.Tables;
using GatewayKit.Tests.Shared;
using GatewayKit.Tests.Tls;

namespace GatewayKit.Tests.Listening;

/// <summary>Listeners whose TLS ends in the gateway.</summary>
public sealed class HttpsListenerTests
{
    private static readonly TestAuthority s_clients = TestAuthority.Root("CN=Clients");

    [Fact]
    public async Task A_handshake_gets_the_certificate_of_the_most_specific_listener()
    {
        await using var app = await ListenerApp.StartAsync(Listen.On(
            ("exact", Listen.Https("a.example.com")), ("wide", Listen.Https("*.example.com")), ("all", Listen.Https(null, "fallback"))));
        var port = app.Port("all");

        Assert.Equal<IEnumerable<string?>>(
            ["a.example.com", "*.example.com", "*.example.com", "fallback", "fallback"],
            [
                await SubjectAsync(port, "a.example.com"), await SubjectAsync(port, "b.example.com"),
                await SubjectAsync(port, "c.b.example.com"), await SubjectAsync(port, "example.org"), await SubjectAsync(port, null),
            ]);
    }

    [Fact]
    public async Task A_listener_with_several_certificates_presents_the_one_with_the_name()
    {
        await using var app = await ListenerApp.StartAsync(
            Listen.On(("all", Listen.Https(null, "first", "a.example.com", "*.example.org"))));
        var port = app.Port("all");

        Assert.Equal<IEnumerable<string?>>(
            ["a.example.com", "*.example.org", "first", "first"],
            [
                await SubjectAsync(port, "a.example.com"), await SubjectAsync(port, "b.example.org"),
                await SubjectAsync(port, "c.b.example.org"), await SubjectAsync(port, "other"),
            ]);
    }

    [Theory]
    [InlineData("a.example.com", "first")]
    [InlineData("A.example.com", "first")]
    [InlineData("b.example.com", "second")]
    [InlineData("c.b.example.com", null)]
    [InlineData("second", null)]
    [InlineData(null, null)]
    public async Task The_certificate_of_a_host_is_for_this_name_only(string? name, string? subject)
    {
        var (first, second) = (Listen.Tls("first").Certificates[0], Listen.Tls("second").Certificates[0]);
        var tls = new ListenerTls
        {
            HostCertificates = ImmutableDictionary<string, SslStreamCertificateContext>.Empty
                .Add("a.example.com", first).Add("*.example.com", second),
        };
        await using var app = await ListenerApp.StartAsync(Listen.On(("all", Listen.Https(null, "any") with { Tls = tls })));

        Assert.Equal(subject, await SubjectAsync(app.Port("all"), name));
    }

    [Theory]
    [InlineData("b.example.com")]
    [InlineData(null)]
    public async Task A_handshake_for_no_listener_is_refused(string? name)
    {
        await using var app = await ListenerApp.StartAsync(Listen.On(("exact", Listen.Https("a.example.com"))));

        Assert.Null(await SubjectAsync(app.Port("exact"), name));
        Assert.Equal("a.example.com", await SubjectAsync(app.Port("exact"), "a.example.com"));
    }

    [Theory]
    [InlineData("h2", "h2")]
    [InlineData("http/1.1", "http/1.1")]
    public async Task A_client_can_choose_the_version_of_HTTP(string offered, string agreed)
    {
        await using var app = await ListenerApp.StartAsync(Listen.On(("web", Listen.Https("a.example.com"))));
        await using var client = await TlsClient.ConnectAsync(
            app.Port("web"), "a.example.com", options => options.ApplicationProtocols = [new SslApplicationProtocol(offered)]);

        Assert.Equal(agreed, client.Stream.NegotiatedApplicationProtocol.ToString());
    }

    [Fact]
    public async Task A_request_names_the_listener_of_its_handshake_and_that_of_its_host()
    {
        await using var app = await ListenerApp.StartAsync(
            Listen.On(("a", Listen.Https("a.example.com")), ("b", Listen.Https("h"))));
        await using var client = await TlsClient.ConnectAsync(app.Port("a"), "a.example.com");

        Assert.Contains("HTTP/1.1 https a b -", await client.GetAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_certificates_are_for_new_connections_and_the_socket_stays_open()
    {
        var listener = Listen.Https("a.example.com");
        await using var app = await ListenerApp.StartAsync(Listen.On(("web", listener)));
        var endPoint = app.EndPoint("web");
        await using var before = await TlsClient.ConnectAsync(endPoint.Port, "a.example.com");

        Assert.Empty(await app.ReloadAsync(Listen.On(("web", listener with { Tls = Listen.Tls("renewed") }))));

        Assert.Equal("renewed", await SubjectAsync(endPoint.Port, "a.example.com"));
        Assert.Contains("https web", await before.GetAsync(), StringComparison.Ordinal);
        Assert.Equal(endPoint, app.EndPoint("web"));
    }

    [Fact]
    public async Task A_client_needs_a_certificate_of_the_listeners_authority()
    {
        var clients = new ListenerClientCertificates { Authorities = [s_clients.Certificate] };
        await using var app = await ListenerApp.StartAsync(Listen.On(("web", Asking(clients))));
        using var trusted = s_clients.Issue(new TestCertificate());
        using var other = Sites.Authority.Issue(new TestCertificate());
        using var expired = s_clients.Issue(new TestCertificate { Until = DateTimeOffset.UtcNow.AddHours(-1) });

        Assert.Equal("client", await ClientAsync(app.Port("web"), trusted));
        Assert.Null(await ClientAsync(app.Port("web"), other));
        Assert.Null(await ClientAsync(app.Port("web"), expired));
        Assert.Null(await ClientAsync(app.Port("web"), null));
    }

    [Fact]
    public async Task A_connection_from_before_the_listener_asked_for_certificates_gets_no_further_response()
    {
        var listener = Listen.Https("a.example.com");
        var clients = new ListenerClientCertificates { Authorities = [s_clients.Certificate] };
        await using var app = await ListenerApp.StartAsync(Listen.On(("web", listener)));
        await using var client = await TlsClient.ConnectAsync(app.Port("web"), "a.example.com");
        Assert.Contains("https web", await client.GetAsync(), StringComparison.Ordinal);

        var tls = listener.Tls! with { ClientCertificates = clients };
        Assert.Empty(await app.ReloadAsync(Listen.On(("web", listener with { Tls = tls }))));

        Assert.DoesNotContain("https web", await AnswerAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_outlives_a_change_that_asks_for_the_same_certificates()
    {
        var clients = new ListenerClientCertificates { Authorities = [s_clients.Certificate], IsOptional = true };
        await using var app = await ListenerApp.StartAsync(Listen.On(("web", Asking(clients))));
        await using var client = await TlsClient.ConnectAsync(app.Port("web"), "a.example.com");

        using var copy = X509CertificateLoader.LoadCertificate(s_clients.Certificate.RawData);
        Assert.Empty(await app.ReloadAsync(Listen.On(("web", Asking(clients with { Authorities = [copy] })))));

        Assert.Contains("https web", await client.GetAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_listener_of_a_handshake_counts_only_while_it_asks_for_the_same_certificates()
    {
        var clients = new ListenerClientCertificates { Authorities = [s_clients.Certificate] };
        var before = new ListenerEntry("web", Listen.Https("a.example.com"), new HostTable<StreamEntry>([]));

        Assert.True(before.AsksSame(new ListenerEntry("web", Listen.Https("b.example.com"), before.Streams)));
        Assert.False(before.AsksSame(new ListenerEntry("web", Asking(clients), before.Streams)));
        Assert.False(new ListenerEntry("web", Asking(clients), before.Streams)
            .AsksSame(new ListenerEntry("web", Asking(clients with { IsOptional = true }), before.Streams)));
    }

    [Fact]
    public async Task A_listener_can_serve_clients_without_a_valid_certificate_too()
    {
        var clients = new ListenerClientCertificates { Authorities = [s_clients.Certificate], IsOptional = true };
        await using var app = await ListenerApp.StartAsync(Listen.On(("web", Asking(clients))));
        using var other = Sites.Authority.Issue(new TestCertificate());

        Assert.Equal("client", await ClientAsync(app.Port("web"), other));
        Assert.Equal("-", await ClientAsync(app.Port("web"), null));
    }

    [Fact]
    public async Task Bytes_that_are_not_TLS_end_the_connection_without_a_log_line()
    {
        await using var app = await ListenerApp.StartAsync(Listen.On(("web", Listen.Https("a.example.com"))));

        Assert.Null(await Edge.RawClient.SendAsync(app.Port("web"), "GET / HTTP/1.1\r\nHost: h\r\n\r\n"));
        Assert.Equal("a.example.com", await SubjectAsync(app.Port("web"), "a.example.com"));
        Assert.Empty(app.Log.All);
    }

    private static async Task<string> AnswerAsync(TlsClient client)
    {
        try
        {
            return await client.GetAsync();
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static GatewayListener Asking(ListenerClientCertificates clients)
    {
        var listener = Listen.Https("a.example.com");
        return listener with { Tls = listener.Tls! with { ClientCertificates = clients } };
    }

    private static async Task<string?> SubjectAsync(int port, string? name)
    {
        try
        {
            await using var client = await TlsClient.ConnectAsync(port, name);
            return client.Subject;
        }
        catch (Exception error) when (error is IOException or AuthenticationException)
        {
            return null;
        }
    }

    /// <summary>Returns the name of the client's certificate that a request has; null if the gateway refuses the client.</summary>
    private static async Task<string?> ClientAsync(int port, X509Certificate2? certificate)
    {
        try
        {
            await using var client = await TlsClient.ConnectAsync(port, "a.example.com", options =>
            {
                if (certificate is not null)
                    options.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true);
            });
            var response = await client.GetAsync();
            return response.Length == 0 ? null : response.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
                .First(line => line.Contains("HTTP/1.1 https", StringComparison.Ordinal)).Split(' ')[^1];
        }
        catch (Exception error) when (error is IOException or AuthenticationException)
        {
            return null;
        }
    }
}

using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Hosting.Server;

namespace GatewayKit.Tests.Tls;

/// <summary>Versions, protocols, client certificates and bounds of handshakes.</summary>
public sealed class TlsHandshakeTests : IDisposable
{
    private const string Name = "a.example.com";

    private readonly CertificateFolder _folder = new();

    public TlsHandshakeTests() => _folder.WriteSite("a.pem", Name);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("tls12", SslProtocols.Tls12, true)]
    [InlineData("tls13", SslProtocols.Tls13, true)]
    [InlineData("tls13", SslProtocols.Tls12, false)]
    public async Task A_client_needs_the_minimum_version(string minimum, SslProtocols offered, bool isAccepted)
    {
        await using var app = await StartAsync($"minimumVersion: {minimum}");

        var handshake = HandshakeAsync(app, options => options.EnabledSslProtocols = offered);

        Assert.Equal(isAccepted ? offered : SslProtocols.None, await handshake);
    }

    [Theory]
    [InlineData("[http1, http2]", "h2,http/1.1", "h2")]
    [InlineData("[http1, http2]", "http/1.1", "http/1.1")]
    [InlineData("[http1]", "h2,http/1.1", "http/1.1")]
    [InlineData("[http2]", "h2", "h2")]
    public async Task Client_and_gateway_agree_on_a_protocol(string protocols, string offered, string agreed)
    {
        await using var app = await StartAsync($"protocols: {protocols}");
        await using var client = await app.ConnectAsync(Name, options => options.ApplicationProtocols =
            [.. offered.Split(',').Select(protocol => new SslApplicationProtocol(protocol))]);

        Assert.Equal(agreed, client.Stream.NegotiatedApplicationProtocol.ToString());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    public async Task Requests_of_both_versions_are_served(int major, int minor)
    {
        await using var app = await StartAsync("");
        using var handler = new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null },
        };
        using var client = new HttpClient(handler) { Timeout = TlsApp.Patience };
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://127.0.0.1:{app.Port}/x")
        {
            Version = new Version(major, minor),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Headers = { Host = Name },
        };

        using var response = await client.SendAsync(request);

        Assert.StartsWith($"HTTP/{major}", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_does_not_negotiate_is_not_served_if_http1_is_not_allowed()
    {
        await using var app = await StartAsync("protocols: [http2]");
        await using var client = await app.ConnectAsync(Name);

        Assert.Empty(await TryGetAsync(client));
    }

    [Theory]
    [InlineData("none", true, "HTTP/1.1 GET / ")]
    [InlineData("request", true, "HTTP/1.1 GET / client")]
    [InlineData("request", false, "HTTP/1.1 GET / ")]
    [InlineData("require", true, "HTTP/1.1 GET / client")]
    [InlineData("require", false, "")]
    public async Task A_client_is_asked_for_a_certificate_as_configured(string mode, bool hasCertificate, string answer)
    {
        await using var app = await StartAsync($"clientCertificates: {mode}");
        var own = TestAuthority.Root("CN=Somebody else's root").Issue(new TestCertificate());

        // With TLS 1.3, the client's handshake ends before the server has checked the certificate.
        var received = "";
        try
        {
            await using var client = await app.ConnectAsync(Name, options =>
            {
                if (hasCertificate)
                    options.LocalCertificateSelectionCallback = (_, _, _, _, _) => own;
            });
            received = await TryGetAsync(client);
        }
        catch (Exception error) when (error is IOException or AuthenticationException)
        {
            // The handshake was refused.
        }

        if (answer.Length == 0)
            Assert.Empty(received);
        else
            Assert.Contains(answer, received, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_without_tls_on_the_address_are_not_answered_and_harm_no_other()
    {
        await using var app = await StartAsync("");
        using var plain = new TcpClient();
        await plain.ConnectAsync(IPAddress.Loopback, app.Port);
        await plain.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: h\r\n\r\n"u8.ToArray());

        Assert.DoesNotContain("HTTP/", await ReadToEndAsync(plain), StringComparison.Ordinal);
        Assert.Equal(Name, await app.SubjectAsync(Name));
    }

    [Theory]
    [InlineData("1703030004AAAAAAAA")] // data instead of a handshake
    [InlineData("15030300020228")] // an alert
    [InlineData("160301000402000000")] // a server's hello
    [InlineData("160301000401000000")] // a hello without content
    public async Task A_connection_without_a_valid_hello_is_closed_without_an_error_of_the_server(string sent)
    {
        await using var app = await StartAsync("");
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, app.Port);
        await client.GetStream().WriteAsync(Convert.FromHexString(sent));

        await ReadToEndAsync(client);

        Assert.Equal(Name, await app.SubjectAsync(Name));

        // The end of a connection is logged by then.
        await app.Service<IServer>().StopAsync(CancellationToken.None).WaitAsync(TlsApp.Patience);
        Assert.DoesNotContain(app.Log.All, message => message.Contains("Unhandled exception", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_slow_handshake_is_ended()
    {
        await using var app = await StartAsync("handshakeTimeout: 1s");
        using var slow = new TcpClient();
        await slow.ConnectAsync(IPAddress.Loopback, app.Port);
        await slow.GetStream().WriteAsync(new byte[] { 22, 3, 1 });

        Assert.Empty(await ReadToEndAsync(slow));
    }

    private Task<TlsApp> StartAsync(string options)
        => TlsApp.StartAsync(_folder, $"tls:\n  certificates: [ {{ certificate: a.pem }} ]\n  {options}\n");

    private static async Task<SslProtocols> HandshakeAsync(TlsApp app, Action<SslClientAuthenticationOptions> configure)
    {
        try
        {
            await using var client = await app.ConnectAsync(Name, configure);
            return client.Stream.SslProtocol;
        }
        catch (Exception error) when (error is IOException or AuthenticationException)
        {
            return SslProtocols.None;
        }
    }

    private static async Task<string> TryGetAsync(TlsClient client)
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

    private static async Task<string> ReadToEndAsync(TcpClient client)
    {
        var received = new MemoryStream();
        try
        {
            await client.GetStream().CopyToAsync(received).WaitAsync(TlsApp.Patience);
        }
        catch (IOException)
        {
            // The connection was reset.
        }

        return Encoding.Latin1.GetString(received.ToArray());
    }
}

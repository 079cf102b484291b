using System.Net;
using GatewayKit.Runtime;
using GatewayKit.Tests.Shared;
using GatewayKit.Tls;

namespace GatewayKit.Tests.Tls;

public sealed class Http3Tests : IDisposable
{
    private const string Name = "a.example.com";
    private const string Config = "tls: { certificates: [ { certificate: a.pem } ], protocols: [http1, http2, http3] }";

    private readonly CertificateFolder _folder = new();

    public Http3Tests() => _folder.WriteSite("a.pem", Name);

    public void Dispose() => _folder.Dispose();

    [QuicFact]
    public async Task A_client_of_http3_is_served()
    {
        await using var app = await TlsApp.StartAsync(_folder, Config);
        using var handler = new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null },
        };
        using var client = new HttpClient(handler) { Timeout = TlsApp.Patience };
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://127.0.0.1:{app.Port}/x")
        {
            Version = HttpVersion.Version30,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Headers = { Host = Name },
        };

        using var response = await client.SendAsync(request);

        Assert.StartsWith("HTTP/3", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_it_is_not_supported_the_other_versions_are_served_with_a_warning()
    {
        await using var app = await TlsApp.StartAsync(_folder, Config);
        await using var client = await app.ConnectAsync(Name);

        Assert.Contains("200 OK", await client.GetAsync(), StringComparison.Ordinal);
        var validation = await app.Service<GatewayValidator>().ValidateAsync();
        Assert.Equal(
            !TlsListener.IsQuicSupported,
            validation.Errors.Warnings.Any(warning => warning.Message.Contains("doesn't support QUIC", StringComparison.Ordinal)));
    }
}

using System.Net;
using System.Net.Sockets;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;

namespace GatewayKit.Tests.Tls;

/// <summary>Addresses of a team's host, which it configures itself.</summary>
public sealed class UseGatewayTlsTests : IDisposable
{
    private readonly CertificateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_address_of_the_host_uses_the_certificates_of_the_configuration()
    {
        _folder.WriteSite("a.pem", "a.example.com");
        await using var app = Build("tls: { certificates: [ { certificate: a.pem } ] }");
        await app.StartAsync().WaitAsync(TlsApp.Patience);

        await using var client = await TlsClient.ConnectAsync(new Uri(app.Urls.Single()).Port, "a.example.com");

        Assert.StartsWith("https:", app.Urls.Single(), StringComparison.Ordinal);
        Assert.Equal("a.example.com", client.Subject);
        Assert.Contains("404 Not Found", await client.GetAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_without_certificates_ends_the_start()
    {
        await using var app = Build("routes: {}");

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync());

        Assert.Contains("has no certificate. Set 'tls.certificates'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Addresses_can_be_those_of_a_socket_a_name_and_every_interface()
    {
        _folder.WriteSite("a.pem", "a.example.com");
        var socket = _folder.PathOf("gateway.sock");
        await using var app = Build(
            "tls: { certificates: [ { certificate: a.pem } ] }", $"http://unix:{socket}", "https://*:0", "http://[::1]:0");
        await app.StartAsync().WaitAsync(TlsApp.Patience);

        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await client.ConnectAsync(new UnixDomainSocketEndPoint(socket));
        await using var any = await TlsClient.ConnectAsync(
            new Uri(app.Urls.Single(url => url.StartsWith("https://[::]", StringComparison.Ordinal))).Port, "a.example.com");

        Assert.Equal("a.example.com", any.Subject);
        Assert.Contains(app.Urls, url => url.StartsWith("http://[::1]:", StringComparison.Ordinal));
    }

    private WebApplication Build(string config, params string[] urls)
    {
        _folder.Write("gateway.yaml", config);
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ContentRootPath = _folder.Path, EnvironmentName = Environments.Production });
        var gateway = builder.AddGatewayKit().LoadFromFile("gateway.yaml");
        if (urls.Length > 0)
            gateway.UseUrls(urls);
        builder.WebHost.UseKestrelHttpsConfiguration();
        if (urls.Length == 0)
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseGatewayTls()));
        var app = builder.Build();
        app.MapGatewayKit();
        return app;
    }
}

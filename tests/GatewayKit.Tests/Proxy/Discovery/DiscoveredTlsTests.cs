using System.Security.Cryptography.X509Certificates;
using GatewayKit.Testing;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Tests.Proxy.Discovery;

public sealed class DiscoveredTlsTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TestAuthority s_root = TestAuthority.Root();
    private static readonly X509Certificate2 s_server = s_root.Issue(TestCertificate.Server("orders.internal"));
    private readonly CertificateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(HttpProtocols.Http1, "dns", "orders.internal")]
    [InlineData(HttpProtocols.Http2, "dns", "orders.internal")]
    [InlineData(HttpProtocols.Http1, "dns-srv", "_https._tcp.orders.internal")]
    public async Task The_certificate_of_an_address_has_the_configured_name(HttpProtocols protocols, string type, string name)
    {
        var root = _folder.Write("root.pem", s_root.Pem);
        await using var dns = new TestDnsServer();
        await using var upstream = await TlsUpstream.StartAsync(s_server, protocols: protocols);
        dns.Set("orders.internal", "127.0.0.1");
        dns.Set("_https._tcp.orders.internal", $"orders.internal:{upstream.Address.Port}");
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup.WithConfiguration($$"""
            routes: { all: { clusterId: up, match: { path: "/{**rest}" } } }
            clusters:
              up:
                destinations: { one: { address: "https://{{name}}:{{upstream.Address.Port}}" } }
                discovery: { type: {{type}}, servers: ["{{dns.Address}}"] }
                tls: { trustedRoots: [ '{{root}}' ] }
            """)).WaitAsync(s_patience);

        // The first answer has arrived, but YARP may not have applied it yet.
        using var patience = new CancellationTokenSource(s_patience);
        while (upstream.Requests.IsEmpty)
        {
            using var response = await gateway.Client.GetAsync("/x", patience.Token);
            Assert.True(response.IsSuccessStatusCode || upstream.Names.IsEmpty, string.Join('\n', gateway.Logs.Lines));
            await Task.Delay(10, patience.Token);
        }

        Assert.All(upstream.Names, sent => Assert.Equal("orders.internal", sent));
    }
}

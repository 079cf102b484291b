using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Configuration;
using GatewayKit.Testing;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Tests.Proxy.Upstream;

/// <summary>Certificates in memory of clusters, over real TLS connections.</summary>
public sealed class ClusterCertificatesTests
{
    private static readonly TestAuthority s_root = TestAuthority.Root();
    private static readonly TestAuthority s_stranger = TestAuthority.Root("CN=Test root");
    private static readonly X509Certificate2 s_client = s_root.Issue(new());
    private static readonly X509Certificate2 s_server = s_root.Issue(TestCertificate.Server("orders.internal") with
    {
        DnsNames = ["orders.internal", "*.wild.internal"],
        Uris = ["spiffe://internal/orders"],
    });

    private static CertificateName Host(string name) => new(CertificateNameKind.Host, name);

    private static CertificateName Link(string name) => new(CertificateNameKind.Uri, name);

    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task The_upstream_is_verified_and_sees_the_certificate(HttpProtocols protocols)
    {
        await using var upstream = await TlsUpstream.StartAsync(s_server, clients: s_root, protocols: protocols);
        var certificates = new ClusterCertificates
        {
            Client = SslStreamCertificateContext.Create(s_client, null, offline: true),
            Authorities = [s_root.Certificate],
        };

        Assert.Equal(200, await StatusAsync(upstream, certificates, "orders.internal"));
        Assert.True(upstream.Requests.TryDequeue(out var request));
        Assert.Equal(s_client.Thumbprint, request.Thumbprint);
        Assert.Equal(502, await StatusAsync(upstream, certificates, "other.internal"));
        Assert.Equal(502, await StatusAsync(upstream, certificates with { Authorities = [s_stranger.Certificate] }, "orders.internal"));
        Assert.Equal(502, await StatusAsync(upstream, certificates with { Client = null }, "orders.internal"));
    }

    [Theory]
    [InlineData(null, 200)]
    [InlineData(1, 200)]
    [InlineData(0, 502)]
    public async Task The_chain_of_a_certificate_has_a_maximum_length(int? most, int status)
    {
        var middle = s_root.Intermediate();
        await using var upstream = await TlsUpstream.StartAsync(middle.Issue(TestCertificate.Server("orders.internal")));
        var certificates = new ClusterCertificates
        {
            Authorities = [s_root.Certificate, middle.Certificate],
            MaxIntermediates = most,
        };

        Assert.Equal(status, await StatusAsync(upstream, certificates, "orders.internal"));
    }

    [Fact]
    public async Task A_certificate_needs_one_of_the_names()
    {
        await using var upstream = await TlsUpstream.StartAsync(s_server);
        foreach (var (status, names) in new (int, CertificateName[])[]
        {
            (200, [Host("ORDERS.internal")]),
            (200, [Host("other.internal"), Link("spiffe://internal/orders")]),
            (200, [Host("a.wild.internal")]),
            (200, [Host("*.internal")]),
            (502, [Host("a.b.wild.internal")]),
            (502, [Host("wild.internal")]),
            (502, [Host("rders.internal")]),
            (502, [Host("spiffe://internal/orders")]),
            (502, [Link("spiffe://internal/orders2"), Link("orders.internal")]),
        })
        {
            var certificates = new ClusterCertificates { Authorities = [s_root.Certificate], Names = [.. names] };
            Assert.Equal((status, names[0]), (await StatusAsync(upstream, certificates, "any.internal"), names[0]));
            Assert.Equal("any.internal", upstream.Names.Last());
        }
    }

    [Theory]
    [InlineData(TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, SslProtocols.Tls12)]
    [InlineData(TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, SslProtocols.Tls12)]
    [InlineData(TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256, SslProtocols.Tls13)]
    public async Task A_connection_has_one_of_the_cipher_suites(TlsCipherSuite suite, SslProtocols version)
    {
        if (!OperatingSystem.IsLinux())
            return;

        var seen = default(ITlsHandshakeFeature);
        await using var upstream = await TlsUpstream.StartAsync(s_server, answer: http =>
        {
            seen = http.Features.Get<ITlsHandshakeFeature>();
            return Task.CompletedTask;
        });

        Assert.Equal(
            200, await StatusAsync(upstream, new() { Authorities = [s_root.Certificate], CipherSuites = [suite] }, "orders.internal"));

        Assert.Equal((suite, version), (seen!.NegotiatedCipherSuite, seen.Protocol));
    }

    [Fact]
    public async Task A_name_never_replaces_the_trust()
    {
        await using var upstream = await TlsUpstream.StartAsync(s_server);
        var certificates = new ClusterCertificates { Authorities = [s_stranger.Certificate], Names = [Host("orders.internal")] };

        Assert.Equal(502, await StatusAsync(upstream, certificates, "orders.internal"));
    }

    private static async Task<int> StatusAsync(TlsUpstream upstream, ClusterCertificates certificates, string name)
    {
        var config = new GatewayConfig
        {
            Routes = new GatewayConfig().Routes.Add("all", new GatewayRoute
            {
                Route = new RouteConfig { RouteId = "all", ClusterId = "up", Match = new RouteMatch { Path = "/{**rest}" } },
            }),
            Clusters = new GatewayConfig().Clusters.Add("up", new GatewayCluster
            {
                Cluster = new ClusterConfig
                {
                    ClusterId = "up",
                    Destinations = new Dictionary<string, DestinationConfig> { ["one"] = new() { Address = upstream.Address.ToString() } },
                },
                Tls = new ClusterTls { ServerName = name },
                Certificates = certificates,
            }),
        };
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup.WithGateway(gateway => gateway.AddConfig(config)))
            .WaitAsync(TimeSpan.FromSeconds(60));
        using var response = await gateway.Client.GetAsync(new Uri("/", UriKind.Relative)).WaitAsync(TimeSpan.FromSeconds(60));
        return (int)response.StatusCode;
    }
}

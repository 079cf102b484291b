using System.Security.Cryptography.X509Certificates;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Sources;
using GatewayKit.Runtime;
using GatewayKit.Testing;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Yarp.ReverseProxy.Forwarder;

namespace GatewayKit.Tests.Proxy.Upstream;

/// <summary>Client certificates, trusted roots and server names of clusters, over real TLS connections.</summary>
public sealed class ClusterTlsTests : IDisposable
{
    private static readonly TestAuthority s_root = TestAuthority.Root();
    private static readonly TestAuthority s_middle = s_root.Intermediate();
    private static readonly TestAuthority s_stranger = TestAuthority.Root("CN=Test root");
    private static readonly X509Certificate2 s_server = s_root.Issue(TestCertificate.Server("orders.internal"));
    private static readonly X509Certificate2 s_client = s_middle.Issue(new());
    private readonly CertificateFolder _folder = new();

    public ClusterTlsTests() => _folder.Write("root.pem", s_root.Pem);

    private string Root => $"trustedRoots: [ '{_folder.PathOf("root.pem")}' ]";

    [Theory]
    [InlineData(HttpProtocols.Http1, "HTTP/1.1")]
    [InlineData(HttpProtocols.Http2, "HTTP/2")]
    [InlineData(HttpProtocols.Http1AndHttp2, "HTTP/2")]
    public async Task The_upstream_sees_the_client_certificate_with_its_chain(HttpProtocols protocols, string expected)
    {
        var own = _folder.WritePem("client.pem", s_client, s_middle.Certificate);
        await using var upstream = await TlsUpstream.StartAsync(s_server, clients: s_root, protocols: protocols);
        foreach (var name in new[] { "", ", serverName: orders.internal" })
        {
            await using var host = await ClusterTlsHost.StartAsync(
                upstream, $"{{ {Root}, clientCertificate: {{ certificate: '{own}' }}{name} }}");

            Assert.Equal((200, s_client.Thumbprint), await host.GetAsync());
            Assert.True(upstream.Requests.TryDequeue(out var request));
            Assert.Equal(expected, request.Protocol);
        }
    }

    [Fact]
    public async Task A_pfx_file_and_an_encrypted_key_work_as_well()
    {
        var all = new X509Certificate2Collection { s_client, X509Certificate2.CreateFromPem(s_middle.Pem) };
        var pfx = _folder.Write("client.pfx", all.Export(X509ContentType.Pfx, "secret")!);
        var chain = _folder.Write("client.pem", s_client.ExportCertificatePem() + "\n" + s_middle.Pem);
        var key = _folder.Write("client.key", CertificateFolder.EncryptedKeyPem(s_client, "secret"));
        await using var upstream = await TlsUpstream.StartAsync(s_server, clients: s_root);
        foreach (var files in new[] { $"pfx: '{pfx}'", $"certificate: '{chain}', key: '{key}'" })
        {
            await using var host = await ClusterTlsHost.StartAsync(
                upstream, $"{{ {Root}, clientCertificate: {{ {files}, password: secret }} }}");
            Assert.Equal((200, s_client.Thumbprint), await host.GetAsync());
        }
    }

    [Fact]
    public async Task A_request_without_the_right_certificate_is_a_502()
    {
        var stranger = _folder.WritePem("stranger.pem", s_stranger.Issue(new()));
        var alone = _folder.WritePem("alone.pem", s_client);
        await using var upstream = await TlsUpstream.StartAsync(s_server, clients: s_root);
        foreach (var own in new[] { null, stranger, alone })
        {
            var certificate = own is null ? "" : $", clientCertificate: {{ certificate: '{own}' }}";
            await using var host = await ClusterTlsHost.StartAsync(upstream, $"{{ {Root}{certificate} }}");
            Assert.Equal(502, (await host.GetAsync()).Status);
        }

        Assert.Empty(upstream.Requests);
    }

    [Theory]
    [InlineData("right", 200)]
    [InlineData("intermediate", 200)]
    [InlineData("missing intermediate", 502)]
    [InlineData("other root", 502)]
    [InlineData("expired", 502)]
    [InlineData("client only", 502)]
    [InlineData("other address", 502)]
    public async Task Only_a_server_with_a_certificate_of_the_trusted_roots_is_accepted(string kind, int status)
    {
        var good = TestCertificate.Server();
        var certificate = kind switch
        {
            "intermediate" or "missing intermediate" => s_middle.Issue(good),
            "other root" => s_stranger.Issue(good),
            "expired" => s_root.Issue(good with { Until = DateTimeOffset.UtcNow.AddMinutes(-5) }),
            "client only" => s_root.Issue(good with { Purposes = [TestCertificate.ClientAuthentication] }),
            "other address" => s_root.Issue(good with { Addresses = [System.Net.IPAddress.IPv6Loopback] }),
            _ => s_root.Issue(good),
        };
        await using var upstream = await TlsUpstream.StartAsync(certificate, kind == "intermediate" ? [s_middle.Certificate] : []);
        await using var host = await ClusterTlsHost.StartAsync(upstream, $"{{ {Root} }}");

        Assert.Equal(status, (await host.GetAsync()).Status);
        Assert.Equal(status == 200 ? 1 : 0, upstream.Requests.Count);
    }

    [Theory]
    [InlineData("orders.internal", 200)]
    [InlineData("ORDERS.internal", 200)]
    [InlineData("other.internal", 502)]
    public async Task The_server_name_is_sent_and_verified(string name, int status)
    {
        await using var upstream = await TlsUpstream.StartAsync(
            s_root.Issue(TestCertificate.Server("orders.internal") with { Addresses = [] }));
        await using var host = await ClusterTlsHost.StartAsync(upstream, $"{{ {Root}, serverName: {name} }}");

        Assert.Equal(status, (await host.GetAsync()).Status);
        Assert.Equal(name, upstream.Names.First(), ignoreCase: true);
        Assert.Equal(status == 200 ? 1 : 0, upstream.Requests.Count);
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("yarp")]
    public async Task The_server_name_is_sent_to_a_server_whose_certificate_is_not_verified(string forwarder)
    {
        await using var upstream = await TlsUpstream.StartAsync(s_root.Issue(TestCertificate.Server("orders.internal")));
        await using var host = await ClusterTlsHost.StartAsync(
            upstream, "{ serverName: other.internal }",
            $"forwarder: {forwarder}\n    httpClient: {{ dangerousAcceptAnyServerCertificate: true }}");

        Assert.Equal(200, (await host.GetAsync()).Status);
        Assert.Equal("other.internal", upstream.Names.First());
    }

    [Theory]
    [InlineData("auto", "")]
    [InlineData("yarp", "")]
    [InlineData("auto", ", retry: { attempts: 2 }")]
    public async Task A_connection_that_is_not_open_in_time_is_given_up(string forwarder, string more)
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        await using var host = await GatewayTestHost.StartAsync(setup => setup.WithConfiguration(ClusterTlsHost.Yaml(
            new Uri($"https://{silent.LocalEndpoint}"), "{}",
            $"forwarder: {forwarder}\n    policies: {{ timeout: {{ connect: 50ms }}{more} }}")));

        using var response = await host.Client.GetAsync(new Uri("/", UriKind.Relative)).WaitAsync(TimeSpan.FromSeconds(14));

        Assert.InRange((int)response.StatusCode, 502, 504);
    }

    [Theory]
    [InlineData("auto", "orders.internal", 200)]
    [InlineData("yarp", "orders.internal", 200)]
    [InlineData("auto", "other.internal", 502)]
    [InlineData("yarp", "other.internal", 502)]
    public async Task Without_a_server_name_the_host_of_the_request_is_sent_and_verified(string forwarder, string name, int status)
    {
        await using var upstream = await TlsUpstream.StartAsync(
            s_root.Issue(TestCertificate.Server("orders.internal") with { Addresses = [] }), protocols: HttpProtocols.Http1);
        await using var host = await GatewayTestHost.StartAsync(setup => setup.WithConfiguration(
            ClusterTlsHost.Yaml(upstream.Address, $"{{ {Root} }}", $"forwarder: {forwarder}")
                .Replace("one: {", $"one: {{ host: '{name}:8443',", StringComparison.Ordinal)));

        for (var i = 0; i < 3; i++)
            Assert.Equal(status, (int)(await host.Client.GetAsync("/")).StatusCode);
        Assert.All(upstream.Names, sent => Assert.Equal(name, sent));
        Assert.True(status == 502 || upstream.Names.Count == 1);
    }

    [Theory]
    [InlineData("online")]
    [InlineData("offline")]
    public async Task A_certificate_whose_revocation_is_unknown_is_rejected(string mode)
    {
        await using var upstream = await TlsUpstream.StartAsync(s_server);
        await using var host = await ClusterTlsHost.StartAsync(upstream, $"{{ {Root}, revocation: {mode} }}");

        Assert.Equal(502, (await host.GetAsync()).Status);
    }

    [Fact]
    public async Task A_plain_destination_of_the_same_cluster_stays_plain()
    {
        await using var host = await GatewayTestHost.StartAsync(setup => setup.WithConfiguration(
            ClusterTlsHost.Yaml(new Uri("http://127.0.0.1:9"), $"{{ {Root}, serverName: a.internal }}")
                .Replace("http://127.0.0.1:9/", "{upstream}", StringComparison.Ordinal)));

        Assert.Equal("upstream", await host.Client.GetStringAsync(new Uri("/", UriKind.Relative)));
        Assert.Contains(host.Logs.Lines, line => line.Contains("no destination has an https address", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Active_health_checks_present_the_client_certificate()
    {
        var own = _folder.WritePem("client.pem", s_client, s_middle.Certificate);
        await using var upstream = await TlsUpstream.StartAsync(s_server, clients: s_root);
        await using var host = await ClusterTlsHost.StartAsync(upstream, $"{{ {Root}, clientCertificate: {{ certificate: '{own}' }} }}",
            "healthCheck: { active: { enabled: true, interval: 100ms, path: /health } }");

        await UntilAsync(() => Task.FromResult(upstream.Requests.Contains(("HTTP/2", "/health", s_client.Thumbprint))));
    }

    [Fact]
    public async Task Each_wrong_setting_is_an_error_with_its_place()
    {
        var own = _folder.WritePem("client.pem", s_client);
        var https = new Uri("https://127.0.0.1:9");
        Assert.Contains("clusters.up: tls.clientCertificate.certificate is 'none.pem', which can't be used",
            await ErrorAsync("{ clientCertificate: { certificate: none.pem } }"), StringComparison.Ordinal);
        Assert.Contains("clusters.up: tls.trustedRoots[1] is 'none.pem', which can't be used",
            await ErrorAsync($"{{ trustedRoots: [ '{_folder.PathOf("root.pem")}', none.pem ] }}"), StringComparison.Ordinal);
        Assert.Contains("clusters.up: tls.clientCertificate must have either 'certificate' or 'pfx'",
            await ErrorAsync($"{{ clientCertificate: {{ certificate: '{own}', pfx: a.pfx }} }}"), StringComparison.Ordinal);
        Assert.Contains("clusters.up: tls.serverName is 'a:443'; it must be a host name without a port",
            await ErrorAsync("{ serverName: 'a:443' }"), StringComparison.Ordinal);
        Assert.Contains("tls.revocation is 'maybe'; it must be", await ErrorAsync("{ revocation: maybe }"), StringComparison.Ordinal);
        Assert.Contains("dangerousAcceptAnyServerCertificate must not be true",
            await ErrorAsync($"{{ {Root} }}", "httpClient: { dangerousAcceptAnyServerCertificate: true }"), StringComparison.Ordinal);
        Assert.Contains("tls.serverName can't be combined with httpClient.webProxy",
            await ErrorAsync("{ serverName: a.internal }", "httpClient: { webProxy: { address: 'http://127.0.0.1:9' } }"),
            StringComparison.Ordinal);

        async Task<string> ErrorAsync(string tls, string more = "metadata: {}")
        {
            var error = await Assert.ThrowsAsync<GatewayConfigException>(
                () => GatewayTestHost.StartAsync(setup => setup.WithConfiguration(ClusterTlsHost.Yaml(https, tls, more))));
            return Assert.Single(error.Errors).ToString();
        }
    }

    [Fact]
    public async Task An_expired_client_certificate_is_a_warning()
    {
        var own = _folder.WritePem("old.pem", s_root.Issue(new() { Until = DateTimeOffset.UtcNow.AddMinutes(-5) }));
        await using var upstream = await TlsUpstream.StartAsync(s_server);
        await using var host = await ClusterTlsHost.StartAsync(upstream, $"{{ {Root}, clientCertificate: {{ certificate: '{own}' }} }}");

        Assert.Contains(host.Gateway.Logs.Lines,
            line => line.Contains("tls.clientCertificate expired at", StringComparison.Ordinal));
        var source = host.Gateway.Services.GetServices<IGatewayConfigSource>().Single(s => s.Name == "test.yaml");
        var reloaded = await host.Gateway.Services.GetRequiredService<ReloadCoordinator>().ReloadAsync(source);
        Assert.StartsWith("tls.clientCertificate expired at", Assert.Single(reloaded.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_can_be_made_in_code()
    {
        var own = _folder.WritePem("client.pem", s_client, s_middle.Certificate);
        await using var upstream = await TlsUpstream.StartAsync(s_server, clients: s_root);
        await using var host = await GatewayTestHost.StartAsync(setup => setup.WithGateway(gateway => gateway.Configure(config => config
            .AddRoute("all", route => route.ToCluster("up").Path("/{**rest}"))
            .AddCluster("up", cluster => cluster.AddDestination("one", upstream.Address.ToString()).Tls(new ClusterTls
            {
                ClientCertificate = new() { Certificate = own },
                TrustedRoots = [_folder.PathOf("root.pem")],
            })))));

        Assert.Equal(s_client.Thumbprint, await host.Client.GetStringAsync(new Uri("/", UriKind.Relative)));
    }

    [Fact]
    public async Task A_host_with_its_own_clients_cant_use_the_settings()
    {
        await using var upstream = await TlsUpstream.StartAsync(s_server);

        var error = await Assert.ThrowsAsync<GatewayConfigException>(() => ClusterTlsHost.StartAsync(upstream, $"{{ {Root} }}", setUp: setup
            => setup.WithGateway(gateway => gateway.Services.Replace(
                ServiceDescriptor.Singleton<IForwarderHttpClientFactory, ForwarderHttpClientFactory>()))));

        Assert.Empty(upstream.Requests);
        Assert.Equal("tls can't be used, because the host has its own IForwarderHttpClientFactory.", Assert.Single(error.Errors).Message);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task UntilAsync(Func<Task<bool>> isTrue)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await isTrue())
            await Task.Delay(20, limit.Token);
    }
}

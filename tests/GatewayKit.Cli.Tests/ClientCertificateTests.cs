using System.Security.Cryptography.X509Certificates;
using GatewayKit.Cli.Tests.Support;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Cli.Tests;

/// <summary>The stock host with its own TLS, which asks clients for certificates, and mtls-auth, which verifies them.</summary>
public sealed class ClientCertificateTests : IDisposable
{
    private static readonly TestAuthority s_root = TestAuthority.Root();
    private static readonly X509Certificate2 s_server = s_root.Issue(TestCertificate.Server("localhost"));
    private static readonly X509Certificate2 s_alice = s_root.Issue(new() { Subject = new("CN=alice") });
    private static readonly X509Certificate2 s_unknown = s_root.Issue(new() { Subject = new("CN=mallory") });
    private static readonly X509Certificate2 s_stranger = TestAuthority.Root().Issue(new() { Subject = new("CN=alice") });

    private readonly CertificateFolder _folder = new();

    public ClientCertificateTests()
    {
        _folder.WritePem("server.pem", s_server);
        _folder.Write("ca.pem", s_root.Pem);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_caller_is_known_by_its_certificate_until_a_reload_removes_it()
    {
        Write("alice", "request");
        await using var tool = ResidentTool.Start(_folder.Path, "run", "--urls", "https://127.0.0.1:0");
        var address = await tool.ListeningAsync();
        await tool.Errors.NextAsync(" is active: ");
        using var alice = Connect(address, s_alice);
        Assert.Equal(200, await StatusAsync(alice));
        foreach (var other in new[] { null, s_unknown, s_stranger })
        {
            using var client = Connect(address, other);
            Assert.Equal(401, await StatusAsync(client));
        }

        // The same connection, and a verdict that is remembered.
        Write("mallory", "request");
        await tool.Errors.NextAsync(" is active: ");
        Assert.Equal(401, await StatusAsync(alice));

        // From now on, a client without a certificate has no connection.
        Write("alice", "require");
        await tool.Errors.NextAsync(" is active: ");
        Assert.Equal(200, await StatusAsync(alice));
        using var anonymous = Connect(address, certificate: null);
        await Assert.ThrowsAsync<HttpRequestException>(() => StatusAsync(anonymous));
    }

    [Fact]
    public async Task A_certificate_for_one_host_is_not_accepted_for_another()
    {
        var other = TestAuthority.Root();
        _folder.Write("other.pem", other.Pem);
        _folder.Write("gateway.yaml", """
            tls: { certificates: [ { certificate: server.pem } ], default: localhost, clientCertificates: request }
            routes:
              a:
                match: { path: /text, hosts: [a.example.com] }
                plugins: [ { name: mtls-auth, options: { roots: [ca.pem], consumerClaim: commonName } }, { name: mock } ]
              b:
                match: { path: /text, hosts: [b.example.com] }
                plugins: [ { name: mtls-auth, options: { roots: [other.pem], consumerClaim: commonName } }, { name: mock } ]
            """);
        await using var tool = ResidentTool.Start(_folder.Path, "run", "--urls", "https://127.0.0.1:0");
        var address = await tool.ListeningAsync();
        using var alice = Connect(address, s_alice);
        using var bob = Connect(address, other.Issue(new() { Subject = new("CN=bob") }));

        Assert.Equal((200, 401), (await StatusAsync(alice, "a.example.com"), await StatusAsync(alice, "b.example.com")));
        Assert.Equal((401, 200), (await StatusAsync(bob, "a.example.com"), await StatusAsync(bob, "b.example.com")));
    }

    private void Write(string consumer, string mode) => _folder.Write("gateway.yaml", $$"""
        tls: { certificates: [ { certificate: server.pem } ], clientCertificates: {{mode}} }
        routes:
          text:
            match: { path: /text }
            plugins: [ { name: mtls-auth, options: { roots: [ ca.pem ] } }, { name: mock, options: { body: text } } ]
        consumers: { {{consumer}}: { credentials: { mtls-auth: [ { subject: CN={{consumer}} } ] } } }
        """);

    private static HttpClient Connect(Uri address, X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, server, _, _)
            => server?.GetCertHashString() == s_server.GetCertHashString();
        if (certificate is not null)
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate;
        return new HttpClient(handler) { BaseAddress = address, Timeout = Bound.Time };
    }

    private static async Task<int> StatusAsync(HttpClient client, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/text", UriKind.Relative));
        request.Headers.Host = host;
        using var response = await client.SendAsync(request);
        return (int)response.StatusCode;
    }
}

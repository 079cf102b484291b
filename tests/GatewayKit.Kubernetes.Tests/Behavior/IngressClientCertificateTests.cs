using System.Security.Cryptography.X509Certificates;
using GatewayKit.Kubernetes.Tests.Translation.Ingresses;
using GatewayKit.Tests.Shared;
using k8s.Models;
using static GatewayKit.Kubernetes.Tests.Translation.Ingresses.IngressMaker;

namespace GatewayKit.Kubernetes.Tests.Behavior;

/// <summary>The annotations for certificates of clients.</summary>
public sealed class IngressClientCertificateTests
{
    private static readonly TestAuthority s_authority = TestAuthority.Root();
    private static readonly TestAuthority s_stranger = TestAuthority.Root("CN=Stranger");
    private static readonly X509Certificate2 s_client = s_authority.Issue(new TestCertificate { Subject = new("CN=alice, O=Shop") });
    private static readonly X509Certificate2 s_other = s_stranger.Issue(new TestCertificate { Subject = new("CN=alice, O=Shop") });
    private static readonly X509Certificate2 s_deep =
        s_authority.Intermediate().Issue(new TestCertificate { Subject = new("CN=alice, O=Shop") });

    [Fact]
    public async Task Only_clients_with_a_certificate_of_the_authority_get_in()
    {
        await using var echo = await EchoServer.StartAsync();
        await using var gateway = await IngressGateway.StartAsync(
            Scene(echo, ("auth-tls-pass-certificate-to-upstream", "true")).With(Create("open", Host("open.example", Prefix("/", "one")))
                .WithTls("server")));

        Assert.Equal(403, await StatusAsync(gateway, "shop.example", null));
        Assert.Equal(403, await StatusAsync(gateway, "shop.example", s_other));
        Assert.Equal(403, await StatusAsync(gateway, "shop.example", s_deep));
        Assert.Empty(echo.Requests);
        Assert.Equal(200, await StatusAsync(gateway, "open.example", null));
        Assert.Equal(200, await StatusAsync(gateway, "shop.example", s_client));
        var headers = echo.Requests.Last().Headers;
        Assert.Equal(
            ("SUCCESS", "CN=alice,O=Shop", "CN=Test root"),
            (headers["ssl-client-verify"], headers["ssl-client-subject-dn"], headers["ssl-client-issuer-dn"]));
        Assert.Equal(
            s_client.Thumbprint, X509Certificate2.CreateFromPem(Uri.UnescapeDataString(headers["ssl-client-cert"])).Thumbprint);
    }

    [Fact]
    public async Task A_certificate_can_be_optional()
    {
        await using var echo = await EchoServer.StartAsync();
        await using var gateway = await IngressGateway.StartAsync(Scene(echo, ("auth-tls-verify-client", "optional")));

        Assert.Equal(200, await StatusAsync(gateway, "shop.example", null, ("ssl-client-verify", "SUCCESS"), ("ssl-client-cert", "x")));
        var headers = Assert.Single(echo.Requests).Headers;
        Assert.Equal(("NONE", false), (headers["ssl-client-verify"], headers.ContainsKey("ssl-client-cert")));
        Assert.Equal(403, await StatusAsync(gateway, "shop.example", s_other));
    }

    [Theory]
    [InlineData("CN=alice", 200)]
    [InlineData("CN=bob", 403)]
    public async Task The_subject_of_the_certificate_must_match(string pattern, int status)
    {
        await using var echo = await EchoServer.StartAsync();
        await using var gateway = await IngressGateway.StartAsync(Scene(echo, ("auth-tls-match-cn", pattern)));

        Assert.Equal(status, await StatusAsync(gateway, "shop.example", s_client));
    }

    [Fact]
    public async Task Other_clients_can_be_redirected()
    {
        await using var echo = await EchoServer.StartAsync();
        await using var gateway = await IngressGateway.StartAsync(Scene(echo, ("auth-tls-error-page", "https://shop.example/help")));

        var (response, _) = await gateway.GetAsync("shop.example");

        Assert.Equal((302, "https://shop.example/help"), ((int)response.StatusCode, response.Headers.Location?.OriginalString));
    }

    [Fact]
    public void Clients_of_a_host_of_another_namespace_are_not_asked()
    {
        var other = Create("other", Host("shop.example", Prefix("/other", "one"))).Older(1);
        other.Metadata.NamespaceProperty = "elsewhere";
        var scene = new IngressScene().Service("one").Secret("clients", ("ca.crt", s_authority.Pem)).With(other)
            .With(Create("shop", Host("shop.example", Prefix("/", "one")), Host("own.example", Prefix("/", "one")))
                .With("auth-tls-secret", "clients"));

        Assert.Contains(
            "shop: Conflict: An older Ingress of another namespace has the host 'shop.example', so its clients aren't asked for a "
                + "certificate.",
            scene.Warnings());
        Assert.Contains(
            scene.Translate().Config.Routes["team/ingress/shop/0/0"].Plugins, plugin => plugin.Name == "kubernetes-client-certificate");
    }

    [Fact]
    public async Task A_request_without_TLS_has_no_certificate()
    {
        await using var echo = await EchoServer.StartAsync();
        await using var gateway = await Scene(echo).StartAsync();

        using var response = await gateway.SendToAsync("shop.example/", ("ssl-client-verify", "SUCCESS"));

        Assert.Equal(403, (int)response.StatusCode);
    }

    private static async Task<int> StatusAsync(
        IngressGateway gateway, string host, X509Certificate2? client, params (string Name, string Value)[] headers)
        => (int)(await gateway.GetAsync(host, client, headers)).Response.StatusCode;

    private static IngressScene Scene(EchoServer echo, params (string Name, string Value)[] annotations)
    {
        using var certificate = s_authority.Issue(TestCertificate.Server("shop.example"));
        V1Ingress ingress = Create("shop", Host("shop.example", Prefix("/", "one"))).WithTls("server", "shop.example")
            .With("auth-tls-secret", "team/clients");
        foreach (var (name, value) in annotations)
            ingress.With(name, value);
        return new IngressScene().Service("one", echo)
            .Secret("server", ("tls.crt", certificate.ExportCertificatePem()), ("tls.key", CertificateFolder.KeyPem(certificate)))
            .Secret("clients", ("ca.crt", s_authority.Pem))
            .With(ingress);
    }
}

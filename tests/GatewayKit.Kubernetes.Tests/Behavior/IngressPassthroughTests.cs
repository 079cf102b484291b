using System.Security.Cryptography.X509Certificates;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Tests.Translation;
using GatewayKit.Kubernetes.Tests.Translation.Ingresses;
using GatewayKit.Kubernetes.Tests.Translation.Plugins;
using GatewayKit.Kubernetes.Translation;
using GatewayKit.Kubernetes.Translation.Gateways;
using GatewayKit.Tests.Shared;
using k8s.Models;
using static GatewayKit.Kubernetes.Tests.Translation.Ingresses.IngressMaker;

namespace GatewayKit.Kubernetes.Tests.Behavior;

/// <summary>The annotation <c>ssl-passthrough</c>.</summary>
public sealed class IngressPassthroughTests
{
    private const string Warning = "UnsupportedAnnotation: nginx.ingress.kubernetes.io/ssl-passthrough: ";
    private const string Conflict = "Conflict: nginx.ingress.kubernetes.io/ssl-passthrough: ";

    private static readonly TestAuthority s_authority = TestAuthority.Root();

    [Fact]
    public async Task TLS_of_a_host_reaches_the_backend_and_that_of_others_ends_in_the_gateway()
    {
        using var own = Issue("passed.example", "CN=backend");
        await using var backend = await EchoServer.StartAsync("backend", certificate: own);
        await using var echo = await EchoServer.StartAsync();
        using var ended = Issue("one.example", "CN=one.example");
        var scene = new IngressScene().Service("one", echo).Service("backend", backend).With(Passed("passed.example"))
            .With(Create("one", Host("one.example", Prefix("/", "one"))).WithTls("one"))
            .Secret("one", ("tls.crt", ended.ExportCertificatePem()), ("tls.key", CertificateFolder.KeyPem(ended)));
        await using var gateway = await IngressGateway.StartAsync(scene);

        Assert.Empty(scene.Warnings());
        foreach (var (host, subject, body) in new[]
        {
            ("passed.example", "CN=backend", "backend"), ("one.example", "CN=one.example", "echo"),
        })
        {
            var (response, certificate) = await gateway.GetAsync(host);
            Assert.Equal((subject, body), (certificate.Subject, await response.Content.ReadAsStringAsync()));
        }
    }

    [Fact]
    public async Task TLS_is_passed_on_without_any_certificate_of_the_gateway()
    {
        using var own = Issue("passed.example", "CN=backend");
        await using var backend = await EchoServer.StartAsync("backend", certificate: own);
        await using var gateway = await IngressGateway.StartAsync(
            new IngressScene().Service("backend", backend).With(Passed("passed.example")));

        Assert.Equal("CN=backend", (await gateway.GetAsync("passed.example")).Certificate.Subject);
        await Assert.ThrowsAsync<HttpRequestException>(() => gateway.GetAsync("other.example"));
    }

    [Fact]
    public async Task An_Ingress_of_another_namespace_does_not_take_over_the_TLS_of_a_host()
    {
        using var own = Issue("shop.example", "CN=thief");
        await using var thief = await EchoServer.StartAsync("thief", certificate: own);
        await using var echo = await EchoServer.StartAsync();
        using var ended = Issue("shop.example", "CN=shop.example");
        var scene = new IngressScene().Service("one", echo).Service("backend", thief)
            .With(Create("shop", Host("shop.example", Prefix("/", "one"))).In("elsewhere").WithTls("shop").Older(1))
            .Secret("elsewhere/shop", ("tls.crt", ended.ExportCertificatePem()), ("tls.key", CertificateFolder.KeyPem(ended)))
            .With(Passed("shop.example"));
        await using var gateway = await IngressGateway.StartAsync(scene);

        Assert.Equal("CN=shop.example", (await gateway.GetAsync("shop.example")).Certificate.Subject);
        Assert.Contains(
            $"passed: {Conflict}the Ingress 'elsewhere/shop' is older and has the host 'shop.example', so it decides about its TLS.",
            scene.Warnings());
    }

    [Fact]
    public void A_newer_Ingress_with_the_host_learns_that_it_gets_no_TLS()
        => Assert.Contains(
            "shop: Conflict: The older Ingress 'team/passed' passes on the TLS of the host 'shop.example', so that the paths of the host "
                + "only get requests without TLS.",
            Scene(Passed("shop.example").Older(1)).With(Create("shop", Host("shop.example", Prefix("/shop", "backend")))).Warnings());

    [Theory]
    [InlineData("whitelist-source-range", "10.0.0.0/8")]
    [InlineData("auth-url", "https://auth.example/")]
    [InlineData("configuration-snippet", "deny all;")]
    public void TLS_is_not_passed_on_around_annotations_that_protect_the_paths(string annotation, string value)
        => AssertNotPassed(
            Scene(Passed("shop.example").With(annotation, value)),
            $"passed: {Warning}it has no effect, because other annotations protect the paths, and can't see requests within TLS.");

    [Fact]
    public void TLS_is_not_passed_on_around_the_policy_of_an_IngressClass()
    {
        var scene = Scene(Passed("shop.example"));
        scene.Options = new TranslationOptions { Addresses = AddressMode.Loopback, PodNamespace = "gatewaykit" };
        scene.State = new PluginCluster().Plugin("gatewaykit", "limit", "rate-limit").Policy(
            "gatewaykit", "policy", new PolicyTarget { Group = "networking.k8s.io", Kind = "IngressClass", Name = "gatewaykit" }, "limit")
            .State;

        AssertNotPassed(
            scene, $"passed: {Warning}it has no effect, because the plugin 'rate-limit' applies to the paths, and can't see requests "
                + "within TLS.");
    }

    [Theory]
    [InlineData("*.shop.example", "*.shop.example")]
    [InlineData(null, "*")]
    public void TLS_is_passed_on_for_exact_hosts_only(string? host, string name)
        => AssertNotPassed(
            Scene(Passed(host)), $"passed: {Warning}it has no effect on the host '{name}'; only exact hosts are supported.");

    [Fact]
    public void Paths_that_TLS_does_not_reach_are_a_warning()
    {
        var scene = Scene(Create("passed", Host("shop.example", Prefix("/other", "other"), Prefix("/", "backend")))
            .With("ssl-passthrough", "true")).Service("other");

        var stream = Assert.Single(scene.Translate().Config.StreamRoutes).Value;

        Assert.Equal("team/service/backend/80", Assert.Single(stream.Backends).ClusterId);
        Assert.Equal(
            [
                $"passed: {Warning}TLS connections to the host 'shop.example' go to the backend of the path '/'; its other paths only get "
                    + "requests without TLS.",
            ],
            scene.Warnings());
    }

    [Fact]
    public void A_host_of_a_Gateway_at_the_same_port_stays_with_it()
    {
        var scene = Scene(Passed("pay.example.com"));
        scene.Options = new TranslationOptions { Addresses = AddressMode.Direct, PublishedAddresses = ["192.0.2.1"] };
        scene.State = new TestCluster().Set(
            Make.Secret("cert"),
            Make.Gateway(
                "web", Make.Https("https") with { Hostname = "*.example.com" })).State;

        AssertNotPassed(scene, $"passed: {Conflict}a Gateway has a listener for the host 'pay.example.com' at the same port.");
    }

    private static void AssertNotPassed(IngressScene scene, string warning)
    {
        var config = scene.Translate().Config;

        Assert.Empty(config.StreamRoutes);
        Assert.DoesNotContain(config.Listeners.Keys, name => name.StartsWith("ingress-tls", StringComparison.Ordinal));
        Assert.Contains(warning, scene.Warnings());
    }

    private static IngressScene Scene(V1Ingress ingress) => new IngressScene().Service("backend").With(ingress);

    private static V1Ingress Passed(string? host)
        => Create("passed", Host(host, Prefix("/", "backend"))).With("ssl-passthrough", "true");

    private static X509Certificate2 Issue(string host, string subject)
        => s_authority.Issue(TestCertificate.Server(host) with { Subject = new(subject) });
}

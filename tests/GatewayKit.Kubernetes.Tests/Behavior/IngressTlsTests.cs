using System.Security.Cryptography.X509Certificates;
using GatewayKit.Kubernetes.Tests.Translation.Ingresses;
using GatewayKit.Tests.Shared;
using k8s.Models;
using static GatewayKit.Kubernetes.Tests.Translation.Ingresses.IngressMaker;

namespace GatewayKit.Kubernetes.Tests.Behavior;

/// <summary>The certificates that clients of Ingresses get.</summary>
public sealed class IngressTlsTests
{
    private static readonly TestAuthority s_authority = TestAuthority.Root();

    [Theory]
    [InlineData("one.example", "one.example")]
    [InlineData("ONE.example", "one.example")]
    [InlineData("two.example", "two.example")]
    [InlineData("any.wide.example", "*.wide.example")]
    public async Task The_server_name_selects_the_certificate_of_a_Secret(string host, string subject)
    {
        await using var echo = await EchoServer.StartAsync();
        var scene = Scene(echo)
            .With(Shop("one", "one.example").Older(2)).Secret("one", Certificate("one.example"))
            .With(Shop("two", "two.example")).Secret("two", Certificate("two.example"))
            .With(Shop("wide", "*.wide.example")).Secret("wide", Certificate("*.wide.example"));
        await using var gateway = await IngressGateway.StartAsync(scene);

        var (response, certificate) = await gateway.GetAsync(host);

        Assert.Equal((200, $"CN={subject}"), ((int)response.StatusCode, certificate.Subject));
        Assert.Equal(host, echo.Requests.Single().Host, ignoreCase: true);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(s_authority.Certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        Assert.True(chain.Build(certificate));
    }

    [Fact]
    public async Task New_connections_get_the_certificate_of_a_changed_Secret()
    {
        await using var echo = await EchoServer.StartAsync();
        var scene = Scene(echo).With(Shop("one", "one.example")).Secret("one", Certificate("one.example"));
        await using var gateway = await IngressGateway.StartAsync(scene);
        var (_, before) = await gateway.GetAsync("one.example");

        var next = Certificate("one.example");
        await gateway.PublishAsync(scene.Secret("one", next));

        var (response, after) = await gateway.GetAsync("one.example");
        Assert.Equal(200, (int)response.StatusCode);
        Assert.NotEqual(before.Thumbprint, after.Thumbprint);
        Assert.Equal(X509Certificate2.CreateFromPem(next[0].Value).Thumbprint, after.Thumbprint);
    }

    [Theory]
    [InlineData("tls.crt", "no certificate", "has no valid PEM certificate in 'tls.crt'")]
    [InlineData("tls.key", "no key", "has a 'tls.key' that can't be read or isn't the key of the first certificate of 'tls.crt'")]
    public async Task An_invalid_Secret_is_a_warning_and_the_other_hosts_keep_theirs(string key, string value, string problem)
    {
        await using var echo = await EchoServer.StartAsync();
        var invalid = Certificate("one.example").Select(entry => entry.Key == key ? (key, value) : entry).ToArray();
        var scene = Scene(echo)
            .With(Shop("one", "one.example").Older(1)).Secret("one", invalid)
            .With(Shop("two", "two.example")).Secret("two", Certificate("two.example"));
        await using var gateway = await IngressGateway.StartAsync(scene);

        Assert.Equal([$"one: InvalidCertificate: The Secret 'team/one' {problem}."], scene.Warnings());
        await AssertSubjectAsync(gateway, "two.example", "CN=two.example");
        await AssertRefusedAsync(gateway, "one.example");
    }

    [Fact]
    public async Task A_host_without_an_entry_gets_no_certificate_of_another_host()
    {
        await using var echo = await EchoServer.StartAsync();
        var scene = Scene(echo)
            .With(Shop("one", "one.example")).Secret("one", Certificate("one.example", "plain.example"))
            .With(Create("plain", Host("plain.example", Prefix("/", "one"))));
        await using var gateway = await IngressGateway.StartAsync(scene);

        await AssertSubjectAsync(gateway, "one.example", "CN=one.example");
        await AssertRefusedAsync(gateway, "plain.example");
    }

    [Theory]
    [InlineData("a.shop.example", "CN=*.shop.example")]
    [InlineData("b.shop.example", "CN=b.shop.example")]
    [InlineData("other.example", "CN=any.example")]
    public async Task An_entry_is_for_the_hosts_of_the_Ingress_that_it_matches(string host, string subject)
    {
        await using var echo = await EchoServer.StartAsync();
        var paths = new[] { Prefix("/", "one") };
        var scene = Scene(echo)
            .Secret("wide", Certificate("*.shop.example"))
            .Secret("b", Certificate("b.shop.example"))
            .Secret("any", Certificate("any.example"))
            .With(Create("shop", Host("a.shop.example", paths), Host("b.shop.example", paths))
                .WithTls("wide", "*.shop.example").WithTls("b", "b.shop.example"))
            .With(Create("rest").WithDefault("one").WithTls("any"));
        await using var gateway = await IngressGateway.StartAsync(scene);

        await AssertSubjectAsync(gateway, host, subject);
    }

    [Theory]
    [InlineData("one.example")]
    [InlineData("two.example")]
    public async Task Entries_without_hosts_are_for_the_hosts_in_their_certificates(string host)
    {
        await using var echo = await EchoServer.StartAsync();
        var scene = Scene(echo).Secret("one", Certificate("one.example")).Secret("two", Certificate("two.example")).With(
            Create("shop", Host("one.example", Prefix("/", "one")), Host("two.example", Prefix("/", "one"))).WithTls("one").WithTls("two"));
        await using var gateway = await IngressGateway.StartAsync(scene);

        await AssertSubjectAsync(gateway, host, $"CN={host}");
    }

    [Fact]
    public async Task A_certificate_is_not_for_the_hosts_of_another_namespace()
    {
        await using var echo = await EchoServer.StartAsync();
        var scene = Scene(echo)
            .With(Shop("wide", "*.shop.example")).Secret("wide", Certificate("*.shop.example"))
            .With(Create("own", Host("own.example", Prefix("/", "one"))).In("elsewhere").Older(9)
                .WithTls("own", "own.example", "pay.shop.example"))
            .Secret("elsewhere/own", Certificate("own.example", "pay.shop.example"));
        await using var gateway = await IngressGateway.StartAsync(scene);

        await AssertSubjectAsync(gateway, "pay.shop.example", "CN=*.shop.example");
        await AssertSubjectAsync(gateway, "own.example", "CN=own.example");
        Assert.Contains(
            "own: Conflict: The Ingress 'team/wide' of another namespace gets the requests to the host 'pay.shop.example', so clients "
                + "don't get the certificate of the Secret 'elsewhere/own' for it.",
            scene.Warnings());
    }

    [Theory]
    [InlineData("*.shop.example")]
    [InlineData(null)]
    public async Task A_host_without_a_certificate_does_not_get_that_of_another_namespace(string? wide)
    {
        await using var echo = await EchoServer.StartAsync();
        var scene = Scene(echo)
            .With(Create("wide", Host(wide, Prefix("/", "one"))).WithTls("wide")).Secret("wide", Certificate("*.shop.example"))
            .With(Create("own", Host("pay.shop.example", Prefix("/", "one"))).In("elsewhere"));
        await using var gateway = await IngressGateway.StartAsync(scene);

        await AssertSubjectAsync(gateway, "other.shop.example", "CN=*.shop.example");
        await AssertRefusedAsync(gateway, "pay.shop.example");
    }

    [Theory]
    [InlineData(1, "CN=elsewhere")]
    [InlineData(-1, "CN=shop.example")]
    public async Task The_namespace_of_the_oldest_Ingress_with_a_host_has_its_certificate(int days, string subject)
    {
        await using var echo = await EchoServer.StartAsync();
        using var stolen = s_authority.Issue(TestCertificate.Server("shop.example") with { Subject = new("CN=elsewhere") });
        var scene = Scene(echo)
            .With(Shop("shop", "shop.example")).Secret("shop", Certificate("shop.example"))
            .With(Create("second", Host("shop.example", Prefix("/second", "one"))).In("elsewhere").Older(days).WithTls("second"))
            .Secret(
                "elsewhere/second", ("tls.crt", stolen.ExportCertificatePem()), ("tls.key", CertificateFolder.KeyPem(stolen)));
        await using var gateway = await IngressGateway.StartAsync(scene);

        await AssertSubjectAsync(gateway, "shop.example", subject);
    }

    private static IngressScene Scene(EchoServer echo) => new IngressScene().Service("one", echo);

    private static V1Ingress Shop(string name, string host) => Create(name, Host(host, Prefix("/", "one"))).WithTls(name, host);

    private static async Task AssertSubjectAsync(IngressGateway gateway, string host, string subject)
        => Assert.Equal((host, subject), (host, (await gateway.GetAsync(host)).Certificate.Subject));

    private static async Task AssertRefusedAsync(IngressGateway gateway, string host)
        => Assert.Equal(
            HttpRequestError.SecureConnectionError,
            (await Assert.ThrowsAsync<HttpRequestException>(() => gateway.GetAsync(host))).HttpRequestError);

    private static (string Key, string Value)[] Certificate(params string[] hosts)
    {
        using var certificate = s_authority.Issue(
            TestCertificate.Server(hosts) with { Subject = new($"CN={hosts[0]}"), Addresses = [] });
        return [("tls.crt", certificate.ExportCertificatePem()), ("tls.key", CertificateFolder.KeyPem(certificate))];
    }
}

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
    [InlineData("plain.example", "one.example")]
    public async Task The_server_name_selects_the_certificate_of_a_Secret(string host, string subject)
    {
        await using var echo = await EchoServer.StartAsync();
        var scene = Scene(echo)
            .With(Shop("one", "one.example").Older(2)).Secret("one", Certificate("one.example"))
            .With(Shop("two", "two.example")).Secret("two", Certificate("two.example"))
            .With(Shop("wide", "*.wide.example")).Secret("wide", Certificate("*.wide.example"))
            .With(Create("plain", Host("plain.example", Prefix("/", "one"))));
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
        foreach (var host in new[] { "two.example", "one.example" })
        {
            var (response, certificate) = await gateway.GetAsync(host);
            Assert.Equal((host, 200, "CN=two.example"), (host, (int)response.StatusCode, certificate.Subject));
        }
    }

    private static IngressScene Scene(EchoServer echo) => new IngressScene().Service("one", echo);

    private static V1Ingress Shop(string name, string host) => Create(name, Host(host, Prefix("/", "one"))).WithTls(name, host);

    private static (string Key, string Value)[] Certificate(string host)
    {
        using var certificate = s_authority.Issue(
            TestCertificate.Server(host) with { Subject = new($"CN={host}"), Addresses = [] });
        return [("tls.crt", certificate.ExportCertificatePem()), ("tls.key", CertificateFolder.KeyPem(certificate))];
    }
}

using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Tests.Translation.Gateways;

public sealed class BackendIdentityTests
{
    [Theory]
    [InlineData("", "Secret", "cert", "True ResolvedRefs")]
    [InlineData("", "Secret", "missing", "False InvalidClientCertificateRef")]
    [InlineData("wrong.example.com", "Secret", "cert", "False InvalidClientCertificateRef")]
    [InlineData("", "WrongKind", "cert", "False InvalidClientCertificateRef")]
    [InlineData("", "Secret", "malformed", "False InvalidClientCertificateRef")]
    [InlineData("", "Secret", "web/cert", "False RefNotPermitted")]
    public void The_certificate_of_a_Gateway_is_resolved(string group, string kind, string name, string expected)
    {
        var gateway = Make.Gateway("gw", Make.Http("http"));
        var reference = Make.SecretRef(name) with { Group = group, Kind = kind };
        var tls = new GatewayTls { Backend = new BackendTls { ClientCertificateRef = reference } };

        var results = new TestCluster()
            .Set(Make.Secret("cert"), Make.Secret("web/cert"), Make.Secret("malformed", "Hello", "Hello"))
            .Set(gateway with { Spec = gateway.Spec with { Tls = tls } })
            .Translate();

        Assert.Equal(expected, results.Gateway("gw").Conditions.Text("ResolvedRefs"));
        Assert.Equal("True Accepted", results.Gateway("gw").Conditions.Text("Accepted"));
        Assert.Equal("True Programmed", results.Gateway("gw").Conditions.Text("Programmed"));
    }

    [Fact]
    public void References_of_listeners_that_do_not_resolve_are_summarized()
        => Assert.Equal(
            "False ListenersNotResolved",
            new TestCluster().Set(Make.Gateway("gw", Make.Https("https"))).Translate().Gateway("gw").Conditions.Text("ResolvedRefs"));
}

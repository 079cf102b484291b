using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Tests.Translation.Gateways;

public sealed class ClientValidationTests
{
    [Fact]
    public void The_settings_of_a_port_replace_the_default()
    {
        var results = Translate(Validation("ca"), (8443, Validation("other-ca", isInsecure: true)));

        var byDefault = results.Config.Listeners["infra/gw/443"].Tls!.ClientCertificates!;
        var ofPort = results.Config.Listeners["infra/gw/8443"].Tls!.ClientCertificates!;
        Assert.False(byDefault.IsOptional);
        Assert.True(ofPort.IsOptional);
        Assert.NotSame(byDefault.Authorities.Single(), ofPort.Authorities.Single());
        Assert.Null(results.Config.Listeners["infra/gw/80"].Tls);
        Assert.Equal("True ConfigurationChanged", results.Gateway("gw").Conditions.Text("InsecureFrontendValidationMode"));
    }

    [Fact]
    public void Without_fallback_there_is_no_warning()
        => Assert.Equal("", Translate(Validation("ca")).Gateway("gw").Conditions.Text("InsecureFrontendValidationMode"));

    [Fact]
    public void A_port_can_turn_validation_off()
        => Assert.Null(Translate(Validation("ca"), (8443, null)).Config.Listeners["infra/gw/8443"].Tls!.ClientCertificates);

    [Theory]
    [InlineData("ConfigMap", "missing", "InvalidCACertificateRef")]
    [InlineData("Service", "ca", "InvalidCACertificateKind")]
    [InlineData("ConfigMap", "web/ca", "RefNotPermitted")]
    public void Invalid_references_reject_only_the_HTTPS_listeners_of_their_port(string kind, string name, string reason)
    {
        var results = Translate(Validation("ca"), (8443, Validation(name, kind)));

        var invalid = results.Listener("gw", "8443").Conditions;
        Assert.Equal($"False {reason}", invalid.Text("ResolvedRefs"));
        Assert.Equal("False NoValidCACertificate", invalid.Text("Accepted"));
        Assert.Equal("False Invalid", invalid.Text("Programmed"));
        Assert.Equal("True Programmed", results.Listener("gw", "443").Conditions.Text("Programmed"));
        Assert.Equal("True Programmed", results.Listener("gw", "80").Conditions.Text("Programmed"));
        Assert.Equal("True ListenersNotValid", results.Gateway("gw").Conditions.Text("Accepted"));
    }

    [Fact]
    public void One_valid_reference_is_enough()
    {
        var validation = Validation("ca") with { CaCertificateRefs = [Ref("missing", "ConfigMap"), Ref("ca", "ConfigMap")] };

        var results = Translate(validation);

        Assert.Equal("True Accepted", results.Listener("gw", "443").Conditions.Text("Accepted"));
        Assert.Equal("False InvalidCACertificateRef", results.Listener("gw", "443").Conditions.Text("ResolvedRefs"));
        Assert.Single(results.Config.Listeners["infra/gw/443"].Tls!.ClientCertificates!.Authorities);
    }

    [Theory]
    [InlineData("Optional", "True Accepted", true)]
    [InlineData("Required", "False UnsupportedValue", null)]
    public void A_listener_can_ask_clients_for_any_certificate(string value, string accepted, bool? isOptional)
    {
        var listener = Make.Https("443", 443);
        var options = ImmutableDictionary<string, string>.Empty.Add("gatewaykit.io/client-certificates", value);
        listener = listener with { Tls = listener.Tls! with { Options = options } };

        var results = new TestCluster()
            .Set(Make.Secret("cert"), Make.Gateway("gw", listener, Make.Https("8443", 8443))).Translate();

        Assert.Equal(accepted, results.Listener("gw", "443").Conditions.Text("Accepted"));
        Assert.Equal(isOptional, results.Config.Listeners.GetValueOrDefault("infra/gw/443")?.Tls?.ClientCertificates?.IsOptional);
        Assert.Null(results.Config.Listeners["infra/gw/8443"].Tls?.ClientCertificates);
    }

    private static Results Translate(FrontendValidation validation, params (int Port, FrontendValidation? Validation)[] ports)
    {
        var gateway = Make.Gateway("gw", Make.Https("443", 443), Make.Https("8443", 8443), Make.Http("80", 80));
        var frontend = new FrontendTls
        {
            Default = new FrontendTlsConfig { Validation = validation },
            PerPort = [.. ports.Select(pair => new FrontendTlsPort
            {
                Port = pair.Port,
                Tls = new FrontendTlsConfig { Validation = pair.Validation },
            })],
        };
        return new TestCluster()
            .Set(Make.Secret("cert"), Make.Authority("ca"), Make.Authority("other-ca"), Make.Authority("web/ca"))
            .Set(gateway with { Spec = gateway.Spec with { Tls = new GatewayTls { Frontend = frontend } } })
            .Translate();
    }

    private static FrontendValidation Validation(string name, string kind = "ConfigMap", bool isInsecure = false) => new()
    {
        CaCertificateRefs = [Ref(name, kind)],
        Mode = isInsecure ? "AllowInsecureFallback" : "AllowValidOnly",
    };

    private static ObjectReference Ref(string name, string kind) => Make.SecretRef(name) with { Kind = kind };
}

using System.Net;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation;
using GatewayKit.Tests.Shared;
using k8s.Models;

namespace GatewayKit.Kubernetes.Tests.Translation.Ingresses;

/// <summary>The classes, listeners, statuses and warnings of IngressMaker.</summary>
public sealed class IngressTests
{
    private static readonly TestAuthority s_authority = TestAuthority.Root();

    [Fact]
    public void An_Ingress_of_the_class_is_served_and_has_the_address_of_the_gateway()
    {
        var scene = new IngressScene().With(Shop());

        Assert.Equal("127.0.0.1", scene.Addresses("shop"));
        var (name, listener) = Assert.Single(scene.Translate().Config.Listeners);
        Assert.Equal(
            ("ingress-http", IPAddress.Loopback, 80, ListenerProtocol.Http),
            (name, listener.Address, listener.Port, listener.Protocol));
        Assert.Equal("team/ingress/shop/0/0", Assert.Single(scene.Translate().Config.Routes).Key);
    }

    [Theory]
    [InlineData("other")]
    [InlineData(null)]
    public void An_Ingress_of_an_unknown_class_or_of_none_is_left_alone(string? @class)
    {
        var translation = new IngressScene().With(Shop().OfClass(@class)).Translate();

        Assert.Empty(translation.Statuses);
        Assert.Empty(translation.Config.Routes);
        Assert.Empty(translation.Config.Listeners);
        Assert.Empty(translation.Warnings);
    }

    [Fact]
    public void The_annotation_of_old_manifests_names_the_class()
        => Assert.NotNull(
            new IngressScene().With(Shop().OfClass(null).With("kubernetes.io/ingress.class", "gatewaykit")).Addresses("shop"));

    [Fact]
    public void The_field_of_the_class_has_precedence_over_the_annotation()
        => Assert.Null(
            new IngressScene().With(Shop().OfClass("other").With("kubernetes.io/ingress.class", "gatewaykit")).Addresses("shop"));

    [Theory]
    [InlineData("gatewaykit.io/gateway-controller", true)]
    [InlineData("example.com/other", false)]
    public void The_controller_of_a_class_decides(string controller, bool isOwn)
        => Assert.Equal(
            isOwn, new IngressScene().With(Class("edge", controller)).With(Shop().OfClass("edge")).Addresses("shop") is not null);

    [Theory]
    [InlineData("gatewaykit.io/gateway-controller", true)]
    [InlineData("example.com/other", false)]
    public void The_default_class_is_that_of_Ingresses_without_a_class(string controller, bool isOwn)
    {
        var found = Class("edge", controller);
        found.Metadata.Annotations = new Dictionary<string, string> { ["ingressclass.kubernetes.io/is-default-class"] = "true" };

        Assert.Equal(isOwn, new IngressScene().With(found).With(Shop().OfClass(null)).Addresses("shop") is not null);
    }

    [Fact]
    public void The_addresses_are_those_of_the_Service()
    {
        var scene = new IngressScene { Options = new() { IngressService = new ResourceName("team", "gateway") } }.With(Shop());
        Assert.Equal("", scene.Addresses("shop"));

        scene.With(new V1Service
        {
            Metadata = RouteScene.Metadata("gateway"),
            Spec = new V1ServiceSpec { Type = "LoadBalancer" },
            Status = new V1ServiceStatus
            {
                LoadBalancer = new V1LoadBalancerStatus
                {
                    Ingress = [new V1LoadBalancerIngress { Ip = "192.0.2.1" }, new V1LoadBalancerIngress { Hostname = "lb.example" }],
                },
            },
        });

        Assert.Equal("192.0.2.1 lb.example", scene.Addresses("shop"));
    }

    [Fact]
    public void The_published_addresses_are_those_of_Ingresses()
        => Assert.Equal(
            "192.0.2.7", new IngressScene { Options = new() { PublishedAddresses = ["192.0.2.7"] } }.With(Shop()).Addresses("shop"));

    [Fact]
    public void The_oldest_of_two_Ingresses_with_a_path_is_first()
    {
        var scene = new IngressScene()
            .With(Shop())
            .With(IngressMaker.Create("older", IngressMaker.Host("SHOP.example", IngressMaker.Prefix("/", "one"))).Older(1))
            .With(IngressMaker.Create("oldest", IngressMaker.Host("shop.example", IngressMaker.Prefix("/", "one"))).Older(2)
                .OfClass("other"));

        Assert.Contains(
            "shop: Conflict: The Ingress 'team/older' is older and has the same path '/' of the host 'shop.example'; "
                + "it gets the requests.",
            scene.Warnings());
        Assert.DoesNotContain(scene.Warnings(), warning => warning.StartsWith("older: Conflict", StringComparison.Ordinal));
    }

    [Fact]
    public void Ingresses_share_a_listener_with_the_certificates_of_all()
    {
        var scene = new IngressScene()
            .With(Shop().WithTls("one", "shop.example"))
            .With(IngressMaker.Create("older", IngressMaker.Host("two.example", IngressMaker.Prefix("/", "one"))).Older(1).WithTls("two"))
            .Secret("one", Certificate("one.example"))
            .Secret("two", Certificate("two.example"));

        var listener = scene.Translate().Config.Listeners["ingress-https"];

        Assert.Equal((443, ListenerProtocol.Https), (listener.Port, listener.Protocol));
        Assert.Empty(listener.Tls!.Certificates);
        Assert.Equal(
            ["shop.example CN=one.example", "two.example CN=two.example"],
            listener.Tls.HostCertificates.Select(host => $"{host.Key} {host.Value.TargetCertificate.Subject}").Order());
        Assert.All(
            scene.Translate().Config.Routes.Values,
            route => Assert.Equal("ingress-http ingress-https", string.Join(' ', route.Match!.Listeners)));
    }

    [Fact]
    public void A_certificate_with_invalid_names_does_not_affect_other_Ingresses()
    {
        using var invalid = s_authority.Issue(new TestCertificate { Extensions = [new X509Extension("2.5.29.17", [1, 2, 3], false)] });
        var scene = new IngressScene()
            .With(Shop().WithTls("one", "shop.example"))
            .With(IngressMaker.Create("invalid", IngressMaker.Host("two.example", IngressMaker.Prefix("/", "one"))).WithTls("invalid"))
            .Secret("one", Certificate("shop.example"))
            .Secret("invalid", ("tls.crt", invalid.ExportCertificatePem()), ("tls.key", CertificateFolder.KeyPem(invalid)));

        Assert.Contains("shop.example", scene.Translate().Config.Listeners["ingress-https"].Tls!.HostCertificates.Keys);
    }

    [Fact]
    public void A_missing_certificate_is_a_warning()
    {
        var scene = new IngressScene().With(Shop().WithTls("missing"));

        Assert.Contains("shop: InvalidCertificate: The Secret 'team/missing' doesn't exist.", scene.Warnings());
        Assert.DoesNotContain("ingress-https", scene.Translate().Config.Listeners.Keys);
    }

    [Fact]
    public void A_Gateway_has_its_port_before_Ingresses()
    {
        var options = new TranslationOptions { Addresses = AddressMode.Direct, PublishedAddresses = ["192.0.2.1"] };
        var scene = new IngressScene { Options = options }.With(Shop());
        scene.State = new TestCluster()
            .Set(Make.Gateway("web", Make.Http("http")))
            .State;

        Assert.Equal(["infra/web/http"], scene.Translate().Config.Listeners.Keys);
        Assert.Empty(scene.Translate().Config.Routes);
        Assert.Contains("shop: PortUnavailable: A Gateway has the port 80 of Ingresses.", scene.Warnings());
    }

    [Fact]
    public void A_backend_that_does_not_resolve_is_a_warning()
    {
        var shop = Shop();
        shop.Spec.Rules[0].Http.Paths[0].Backend = new V1IngressBackend
        {
            Resource = new V1TypedLocalObjectReference { Kind = "Bucket", Name = "files" },
        };
        shop.Spec.Rules[0].Http.Paths.Add(IngressMaker.Prefix("/missing", "missing"));

        Assert.Equal(
            [
                "shop: UnsupportedBackend: The backend Bucket 'files' isn't supported; only Services are.",
                "shop: BackendNotFound: The Service team/missing doesn't exist.",
            ],
            new IngressScene().With(shop).Warnings());
    }

    [Fact]
    public void A_change_of_an_Ingress_leaves_the_others_as_they_are()
    {
        var other = IngressMaker.Create("other", IngressMaker.Host("other.example", IngressMaker.Prefix("/", "one")));
        var scene = new IngressScene().With(Shop()).With(other);
        var before = scene.Translate().Config.Routes;
        var changed = Shop();
        changed.Metadata.Generation++;
        var after = scene.With(changed).Translate().Config.Routes;

        Assert.NotSame(before["team/ingress/shop/0/0"], after["team/ingress/shop/0/0"]);
        Assert.Same(before["team/ingress/other/0/0"], after["team/ingress/other/0/0"]);
    }

    [Fact]
    public void A_change_of_a_status_alone_changes_no_route()
    {
        var scene = new IngressScene().With(Shop());
        var before = scene.Translate().Config.Routes;
        var written = Shop();
        written.Metadata.ResourceVersion = "2";
        written.Status = new V1IngressStatus();

        Assert.Same(before, scene.With(written).Translate().Config.Routes);
    }

    private static V1Ingress Shop() => IngressMaker.Create("shop", IngressMaker.Host("shop.example", IngressMaker.Prefix("/", "one")));

    private static V1IngressClass Class(string name, string controller)
        => new() { Metadata = Make.Metadata(name), Spec = new V1IngressClassSpec { Controller = controller } };

    private static (string, string)[] Certificate(string host)
    {
        using var certificate = s_authority.Issue(new TestCertificate { Subject = new($"CN={host}"), DnsNames = [host] });
        return [("tls.crt", certificate.ExportCertificatePem()), ("tls.key", CertificateFolder.KeyPem(certificate))];
    }
}

using System.Net.Security;
using System.Security.Authentication;
using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Translation;
using k8s.Models;
using static GatewayKit.Kubernetes.Tests.Translation.Ingresses.IngressMaker;

namespace GatewayKit.Kubernetes.Tests.Translation.Ingresses;

/// <summary>The plugins, cluster settings and warnings of annotations.</summary>
public sealed class AnnotationTests
{
    [Theory]
    [InlineData("whitelist-source-range", "10.0.0.0/8, 192.0.2.1", "ip-restriction", "allow=[10.0.0.0/8,192.0.2.1] deny=[]")]
    [InlineData("denylist-source-range", "10.0.0.0/8", "ip-restriction", "allow=[] deny=[10.0.0.0/8]")]
    [InlineData("auth-url", "https://auth.example/check", "forward-auth",
        "url=https://auth.example/check method=GET upstreamHeaders=[] originalHeaders=true")]
    [InlineData("limit-rps", "10", "rate-limit", "limit=50 window=5s by=ip exempt=[]")]
    [InlineData("limit-rpm", "10", "rate-limit", "limit=50 window=5m by=ip exempt=[]")]
    [InlineData("limit-connections", "7", "concurrency-limit", "limit=7 by=ip exempt=[]")]
    [InlineData("proxy-body-size", "8m", "request-size-limit", "limit=8MB")]
    public void A_plugin_has_the_options_of_an_annotation(string annotation, string value, string plugin, string options)
    {
        var scene = new IngressScene().Service("one").With(Shop().With(annotation, value));

        var entry = Assert.Single(Route(scene).Plugins, plugin => plugin.Name != "kubernetes-server-header");

        Assert.Equal((plugin, options, "team"), (entry.Name, TranslationText.Of(entry.Options), entry.Tenant));
        Assert.Empty(scene.Warnings());
    }

    [Theory]
    [InlineData("backend-protocol", "HTTPS", "team/service/one/80/tls/of/shop")]
    [InlineData("backend-protocol", "GRPC", "team/service/one/80/h2")]
    [InlineData("proxy-read-timeout", "300", "team/service/one/80/300000ms")]
    [InlineData("load-balance", "ewma", "team/service/one/80/of/shop")]
    [InlineData("upstream-hash-by", "$http_x_tenant", "team/service/one/80/of/shop")]
    public void A_cluster_has_the_settings_of_an_annotation(string annotation, string value, string cluster)
        => Assert.Equal(cluster, Route(new IngressScene().Service("one").With(Shop().With(annotation, value))).Route.ClusterId);

    [Theory]
    [InlineData("gatewaykit", true)]
    [InlineData(null, false)]
    public void In_a_pod_copies_and_plugins_do_not_reach_the_gateways_machine(string? own, bool isRemoteOnly)
    {
        var scene = new IngressScene { Options = new TranslationOptions { Addresses = AddressMode.Loopback, PodNamespace = own } };
        scene.Service("one").With(Shop()
            .With("mirror-target", "http://127.0.0.1:9000$request_uri").With("auth-url", "http://127.0.0.1:9000/check"));

        var config = scene.Translate().Config;

        Assert.Equal(isRemoteOnly ? "true" : null, config.Clusters["team/ingress/shop/mirror"].Cluster.Metadata?["gatewaykit.remoteOnly"]);
        Assert.Equal(isRemoteOnly, config.Routes.Values.First().Plugins.Single(entry => entry.Name == "forward-auth").IsRemoteOnly);
    }

    [Fact]
    public void An_Ingress_has_a_bounded_number_of_warnings()
    {
        var ingress = Enumerable.Range(0, 200).Aggregate(Shop(), (shop, i) => shop.With($"unknown-{i}", "x"));

        var warnings = new IngressScene().Service("one").With(ingress).Warnings();

        Assert.Equal(51, warnings.Length);
        Assert.Equal("shop: MoreWarnings: 150 more warnings aren't shown.", warnings[^1]);
    }

    [Fact]
    public void Certificates_of_backends_are_not_verified_unless_an_annotation_asks_for_it()
    {
        var cluster = Cluster(new IngressScene().Service("one").With(Shop().With("backend-protocol", "HTTPS")));

        Assert.True(cluster.Cluster.HttpClient!.DangerousAcceptAnyServerCertificate);
    }

    [Fact]
    public void A_hash_selects_the_endpoint()
    {
        var cluster = Cluster(new IngressScene().Service("one").With(Shop().With("upstream-hash-by", "$http_x_tenant")));

        Assert.Equal(("ConsistentHash", "header:x-tenant"), (cluster.Cluster.LoadBalancingPolicy, cluster.LoadBalancing!.HashBy));
    }

    [Fact]
    public void Attempts_are_those_of_the_annotation()
    {
        var scene = new IngressScene().Service("one");

        Assert.Equal(2, Cluster(scene.With(Shop().With("proxy-next-upstream-tries", "2"))).Policies!.Retry!.Attempts);
        Assert.Null(Cluster(scene.With(Shop().With("proxy-next-upstream", "off"))).Policies);
    }

    [Fact]
    public void A_limit_of_all_attempts_keeps_the_one_of_connections()
    {
        var timeout = Cluster(new IngressScene().Service("one").With(Shop().With("proxy-next-upstream-timeout", "9"))).Policies!.Timeout!;

        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(9)), (timeout.Connect!.Value, timeout.Total!.Value));
    }

    [Theory]
    [InlineData("https://auth.example/?rd=$escaped_request_uri", "https://auth.example/?rd={escapedTarget}")]
    [InlineData("$scheme://$host/auth?for=$remote_addr", "{scheme}://{host}/auth?for={address}")]
    [InlineData("http://auth.team.svc/?to=http://${http_host}$request_uri", "http://auth.team.svc/?to=http://{authority}{target}")]
    public void An_authorization_service_gets_the_values_of_variables(string url, string expected)
        => Assert.Contains(
            $"url={expected} ",
            TranslationText.Of(Route(new IngressScene().Service("one").With(Shop().With("auth-url", url))).Plugins[0].Options),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("https://sign.example/start", "https://sign.example/start?rd={scheme}://{authority}{escapedTarget}")]
    [InlineData("https://sign.example/start?a=b", "https://sign.example/start?a=b&rd={scheme}://{authority}{escapedTarget}")]
    [InlineData("https://$host/oauth2/start?rd=$escaped_request_uri", "https://{host}/oauth2/start?rd={escapedTarget}")]
    public void Clients_sign_in_at_the_URL_of_the_annotation(string url, string expected)
        => Assert.Contains(
            $"signInUrl={expected} ",
            TranslationText.Of(Route(new IngressScene().Service("one")
                .With(Shop().With("auth-url", "https://auth.example/").With("auth-signin", url))).Plugins[0].Options),
            StringComparison.Ordinal);

    [Fact]
    public void A_service_at_the_host_of_the_request_needs_a_host()
    {
        var scene = new IngressScene().Service("one")
            .With(Create("shop", Host(null, Prefix("/", "one"))).With("auth-url", "https://$host/auth"));

        Assert.Equal(
            [
                "shop: UnsupportedAnnotation: nginx.ingress.kubernetes.io/auth-url: it has the host of the request, which every path of "
                    + "the Ingress must have then. Requests get the status 503.",
            ],
            scene.Warnings());
        Assert.Null(Route(scene).Route.ClusterId);
    }

    [Fact]
    public void Connections_have_the_time_and_the_versions_of_TLS_of_annotations()
    {
        var cluster = Cluster(new IngressScene().Service("one").With(
            Shop().With("proxy-connect-timeout", "7").With("backend-protocol", "HTTPS").With("proxy-ssl-protocols", "TLSv1.3")
                .With("proxy-ssl-server-name", "on").With("proxy-ssl-name", "inner.example")));

        Assert.Equal(TimeSpan.FromSeconds(7), cluster.Policies!.Timeout!.Connect);
        Assert.Equal(
            (SslProtocols.Tls13, true, "inner.example"),
            (cluster.Cluster.HttpClient!.SslProtocols!.Value, cluster.Cluster.HttpClient.DangerousAcceptAnyServerCertificate,
                cluster.Tls!.ServerName));
    }

    [Fact]
    public void Connections_have_the_cipher_suites_of_an_annotation_and_those_of_TLS_1_3()
    {
        var scene = new IngressScene().Service("one").With(Shop().With("backend-protocol", "HTTPS")
            .With("proxy-ssl-ciphers", "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-CHACHA20-POLY1305"));

        Assert.Empty(scene.Warnings());
        Assert.Equal<IEnumerable<TlsCipherSuite>>(
            [
                TlsCipherSuite.TLS_AES_256_GCM_SHA384, TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256, TlsCipherSuite.TLS_AES_128_GCM_SHA256,
                TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, TlsCipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
            ],
            Cluster(scene).Certificates!.CipherSuites);
    }

    [Theory]
    [InlineData("HIGH:!aNULL", "HIGH")]
    [InlineData("ECDHE-RSA-AES256-GCM-SHA384:DES-CBC3-SHA", "DES-CBC3-SHA")]
    public void A_list_of_ciphers_without_a_meaning_is_a_warning(string ciphers, string name)
    {
        var scene = new IngressScene().Service("one").With(
            Shop().With("backend-protocol", "HTTPS").With("proxy-ssl-ciphers", ciphers));

        Assert.Equal(
            [
                $"shop: UnsupportedAnnotation: nginx.ingress.kubernetes.io/proxy-ssl-ciphers: '{name}' isn't supported; names of suites "
                    + "with GCM or CHACHA20 are, separated by colons, and keywords such as HIGH aren't. The cipher suites of the system "
                    + "apply.",
            ],
            scene.Warnings());
        Assert.Null(Cluster(scene).Certificates);
    }

    [Fact]
    public void Requests_are_sent_again_after_the_statuses_of_the_annotation()
        => Assert.Equal(
            [502, 503],
            Cluster(new IngressScene().Service("one").With(Shop().With("proxy-next-upstream", "error http_502 http_503")))
                .Policies!.Retry!.Statuses);

    [Theory]
    [InlineData("proxy-buffering", "on", "UnsupportedAnnotation: nginx.ingress.kubernetes.io/proxy-buffering: it isn't supported.")]
    [InlineData("limit-rps", "many", "InvalidAnnotation: nginx.ingress.kubernetes.io/limit-rps: it must be a number between 0 and 200000.")]
    [InlineData("configuration-snippet", "more_set_headers \"a: b\";",
        "UnsupportedAnnotation: nginx.ingress.kubernetes.io/configuration-snippet: it isn't supported.")]
    public void An_annotation_without_an_effect_is_a_warning(string annotation, string value, string warning)
    {
        var scene = new IngressScene().Service("one").With(Shop().With(annotation, value));

        Assert.Equal(["shop: " + warning], scene.Warnings());
        Assert.NotNull(Route(scene).Route.ClusterId);
    }

    [Fact]
    public void A_canary_without_another_Ingress_is_a_warning()
        => Assert.Equal(
            [
                "shop: CanaryWithoutPath: No Ingress of the namespace has the path '/' of the host 'shop.example', "
                    + "so the canary has no effect.",
            ],
            new IngressScene().Service("one").With(Shop().With("canary", "true")).Warnings());

    [Fact]
    public void Ingresses_of_the_class_nginx_with_TLS_redirect_by_default()
    {
        var scene = new IngressScene { Options = new() { IngressClass = "nginx" } }.Service("one");

        Assert.Equal("kubernetes-location", Route(scene.With(Shop().OfClass("nginx").WithTls("missing"))).Plugins[0].Name);
    }

    private static V1Ingress Shop() => Create("shop", Host("shop.example", Prefix("/", "one")));

    private static GatewayRoute Route(IngressScene scene) => scene.Translate().Config.Routes["team/ingress/shop/0/0"];

    private static GatewayCluster Cluster(IngressScene scene)
        => scene.Translate().Config.Clusters[Route(scene).Route.ClusterId!];
}

using System.Net;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Gateways;
using k8s.Models;

namespace GatewayKit.Kubernetes.Tests.Translation.Backends;

/// <summary>The clusters of Services.</summary>
public sealed class HttpBackendTests
{
    private readonly RouteScene _scene = new();

    [Theory]
    [InlineData(null, "http://10.0.0.1:8080", false)]
    [InlineData("http", "http://10.0.0.1:8080", false)]
    [InlineData("kubernetes.io/ws", "http://10.0.0.1:8080", false)]
    [InlineData("kubernetes.io/h2c", "http://10.0.0.1:8080", true)]
    public void The_protocol_follows_the_appProtocol(string? protocol, string address, bool isHttp2)
    {
        _scene.Service("a", protocol, addresses: "10.0.0.1");

        var cluster = Assert.Single(_scene.Translate(RouteScene.Route(RouteScene.Rule(RouteScene.To("a")))).Clusters).Cluster.Cluster;

        Assert.Equal(address, Assert.Single(cluster.Destinations!).Value.Address);
        Assert.Equal(
            isHttp2 ? (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact) : ((Version?)null, null),
            (cluster.HttpRequest?.Version, cluster.HttpRequest?.VersionPolicy));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_connection_to_a_pod_has_5_seconds(bool hasRetries)
    {
        _scene.Service("a", addresses: "10.0.0.1");
        var rule = RouteScene.Rule(RouteScene.To("a")) with { Retry = hasRetries ? new() { Codes = [503] } : null };

        var cluster = Assert.Single(_scene.Translate(RouteScene.Route(rule)).Clusters).Cluster;

        Assert.Equal(TimeSpan.FromSeconds(5), cluster.Policies?.Timeout?.Connect);
    }

    [Theory]
    [InlineData("kubernetes.io/wss")]
    [InlineData("HTTPS")]
    public void TLS_needs_a_policy(string protocol)
    {
        _scene.Service("a", protocol, addresses: "10.0.0.1");

        var route = _scene.Translate(RouteScene.Route(RouteScene.Rule(RouteScene.To("a"))));

        Assert.Equal("UnsupportedProtocol", route.Unresolved?.Reason);
        Assert.Empty(route.Clusters);
    }

    [Fact]
    public void Calls_of_gRPC_use_HTTP2()
    {
        _scene.Service("a", addresses: "10.0.0.1").Service("b", "kubernetes.io/ws", addresses: "10.0.0.2");
        var route = new GrpcRoute
        {
            Metadata = RouteScene.Metadata("calls"),
            Spec = new GrpcRouteSpec
            {
                Rules = [new GrpcRouteRule { BackendRefs = [RouteScene.To("a"), RouteScene.To("b"), RouteScene.To("c")] }],
            },
        };

        var translated = _scene.Translate(route);

        Assert.Equal("team/service/a/80/h2", Assert.Single(translated.Clusters).Id);
        Assert.Equal(HttpVersionPolicy.RequestVersionExact, translated.Clusters[0].Cluster.Cluster.HttpRequest?.VersionPolicy);
        Assert.Equal("UnsupportedProtocol", translated.Unresolved?.Reason);
        Assert.Equal("team/grpcroute/calls/0/0/0", translated.Routes[0].Key);
    }

    [Fact]
    public void A_port_that_is_not_TCP_is_unsupported()
    {
        _scene.With(new V1Service
        {
            Metadata = RouteScene.Metadata("a"),
            Spec = new V1ServiceSpec { Ports = [new V1ServicePort { Port = 80, Protocol = "UDP" }] },
        });

        Assert.Equal(
            "UnsupportedProtocol", _scene.Translate(RouteScene.Route(RouteScene.Rule(RouteScene.To("a")))).Unresolved?.Reason);
    }

    [Theory]
    [InlineData("api.example.com", "http://api.example.com:80")]
    [InlineData("localhost", null)]
    [InlineData("a.localhost.", null)]
    [InlineData("localhost.localdomain", null)]
    [InlineData("secret.other.svc.cluster.local", null)]
    [InlineData("secret.other.SVC", null)]
    [InlineData("10.0.0.1", null)]
    public void An_external_name_is_another_host(string name, string? address)
    {
        _scene.With(new V1Service
        {
            Metadata = RouteScene.Metadata("a"),
            Spec = new V1ServiceSpec { Type = "ExternalName", ExternalName = name },
        });

        var route = _scene.Translate(RouteScene.Route(RouteScene.Rule(RouteScene.To("a"))));

        Assert.Equal(address, route.Clusters.SingleOrDefault().Cluster?.Cluster.Destinations!.Single().Value.Address);
        Assert.Equal(address is null ? "BackendNotFound" : null, route.Unresolved?.Reason);
    }

    [Fact]
    public void Only_an_external_name_must_not_lead_to_the_gateways_machine()
    {
        _scene.Service("b", addresses: "10.0.0.1").With(new V1Service
        {
            Metadata = RouteScene.Metadata("a"),
            Spec = new V1ServiceSpec { Type = "ExternalName", ExternalName = "api.example.com" },
        });

        var clusters = _scene.Translate(RouteScene.Route(RouteScene.Rule(RouteScene.To("a"), RouteScene.To("b")))).Clusters
            .ToDictionary(cluster => cluster.Id, cluster => cluster.Cluster.Cluster.Metadata);

        Assert.Equal("true", clusters["team/service/a/80"]!["gatewaykit.remoteOnly"]);
        Assert.Null(clusters["team/service/b/80"]);
    }

    [Fact]
    public void A_service_without_ready_endpoints_has_an_empty_cluster()
    {
        var route = _scene.Service("a").Translate(RouteScene.Route(RouteScene.Rule(RouteScene.To("a"))));

        Assert.Empty(Assert.Single(route.Clusters).Cluster.Cluster.Destinations!);
        Assert.Null(route.Unresolved);
    }

    [Fact]
    public void A_Gateway_with_an_invalid_certificate_reaches_only_backends_without_TLS()
    {
        _scene.Service("plain", addresses: "10.0.0.1").Service("secure", addresses: "10.0.0.2").Policy(new BackendTlsPolicy
        {
            Metadata = RouteScene.Metadata("tls"),
            Spec = new BackendTlsPolicySpec
            {
                TargetRefs = [new PolicyTarget { Kind = "Service", Name = "secure" }],
                Validation = new BackendTlsValidation { Hostname = "a.example", WellKnownCACertificates = "System" },
            },
        });
        _scene.Attachments =
        [
            RouteScene.Attachment("http", identity: new BackendIdentity(new ResourceName("team", "missing"), null)),
        ];

        var route = _scene.Translate(RouteScene.Route(RouteScene.Rule(RouteScene.To("plain"), RouteScene.To("secure"))));

        Assert.Equal(["team/service/plain/80", null], route.Routes.Select(found => found.Value.Route.ClusterId));
        Assert.Null(route.Unresolved);
    }
}

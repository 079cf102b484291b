using System.Net;

namespace GatewayKit.Kubernetes.Tests.Translation.Routes;

/// <summary>The settings of backends in the annotations of routes.</summary>
public sealed class RouteAnnotationTests
{
    private readonly RouteScene _scene = new RouteScene().Service("one", addresses: "10.0.0.1");

    [Fact]
    public void A_cookie_keeps_clients_at_an_endpoint_of_the_route()
    {
        var (id, cluster) = Assert.Single(Translate(("affinity", "cookie"), ("session-cookie-name", "stick")).Clusters);

        Assert.Equal("team/service/one/80/of/httproute/team/shop", id);
        Assert.Equal((true, "stick"), (cluster.Cluster.SessionAffinity?.Enabled, cluster.Cluster.SessionAffinity?.AffinityKeyName));
    }

    [Fact]
    public void Backends_can_have_TLS_without_a_policy()
    {
        var cluster = Assert.Single(Translate(("backend-protocol", "GRPCS")).Clusters).Cluster.Cluster;

        Assert.Equal("https://10.0.0.1:8080", Assert.Single(cluster.Destinations!).Value.Address);
        Assert.True(cluster.HttpClient?.DangerousAcceptAnyServerCertificate);
        Assert.Equal(HttpVersion.Version20, cluster.HttpRequest?.Version);
    }

    [Fact]
    public void The_time_without_a_byte_is_that_of_the_annotation()
        => Assert.Equal(
            TimeSpan.FromMinutes(10),
            Assert.Single(Translate(("proxy-read-timeout", "600")).Clusters).Cluster.Cluster.HttpRequest?.ActivityTimeout);

    [Fact]
    public void Another_Service_gets_the_requests_while_there_are_no_endpoints()
    {
        _scene.Service("spare", addresses: "10.0.0.2").Service("empty");
        var annotation = ("default-backend", "spare");

        Assert.Equal("team/service/spare/80", Assert.Single(Translate("empty", annotation).Clusters).Id);
        Assert.Equal("team/service/one/80", Assert.Single(Translate("one", annotation).Clusters).Id);
    }

    [Fact]
    public void Requests_are_copied_to_an_address()
    {
        var route = Translate(("mirror-target", "https://test.example$request_uri"));

        Assert.Equal("mirror", Assert.Single(route.Routes).Value.Plugins[0].Name);
        Assert.Equal(["team/httproute/shop/mirror", "team/service/one/80"], route.Clusters.Select(cluster => cluster.Id).Order());
    }

    [Fact]
    public void Another_Service_answers_instead_of_errors()
    {
        _scene.Service("pages", addresses: "10.0.0.2");

        var route = Translate(("custom-http-errors", "503"), ("default-backend", "pages"));

        Assert.Equal("kubernetes-error-pages", Assert.Single(route.Routes).Value.Plugins[0].Name);
        Assert.Equal(["team/service/one/80", "team/service/pages/80"], route.Clusters.Select(cluster => cluster.Id).Order());
    }

    [Theory]
    [InlineData("custom-http-errors", "503", "UnsupportedAnnotation")]
    [InlineData("load-balance", "random", "InvalidAnnotation")]
    [InlineData("afinity", "cookie", "UnsupportedAnnotation")]
    public void An_annotation_without_effect_is_a_warning(string name, string value, string reason)
    {
        var route = Translate((name, value));

        var warning = Assert.Single(route.Warnings);
        Assert.Equal(reason, warning.Reason);
        Assert.StartsWith($"gatewaykit.io/{name}: ", warning.Message, StringComparison.Ordinal);
        Assert.Equal("team/service/one/80", Assert.Single(route.Clusters).Id);
    }

    [Fact]
    public void A_route_whose_backends_cant_be_verified_is_not_served()
    {
        var route = Translate(("backend-protocol", "HTTPS"), ("proxy-ssl-verify", "on"), ("proxy-ssl-secret", "missing"));

        Assert.Empty(route.Routes);
        Assert.Equal("UnsupportedValue", route.Rejection?.Reason);
        Assert.Contains("gatewaykit.io/proxy-ssl-secret: the Secret ", route.Rejection?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Annotations_of_others_change_nothing()
    {
        var route = RouteScene.Route(RouteScene.Rule(RouteScene.To("one")));
        route.Metadata.Annotations = new Dictionary<string, string>
        {
            ["nginx.ingress.kubernetes.io/affinity"] = "cookie",
            ["example.com/affinity"] = "cookie",
        };

        var translated = _scene.Translate(route);

        Assert.Equal("team/service/one/80", Assert.Single(translated.Clusters).Id);
        Assert.Empty(translated.Warnings);
    }

    private SceneRoute Translate(params (string Name, string Value)[] annotations) => Translate("one", annotations);

    private SceneRoute Translate(string service, params (string Name, string Value)[] annotations)
    {
        var route = RouteScene.Route(RouteScene.Rule(RouteScene.To(service)));
        route.Metadata.Annotations = annotations.ToDictionary(pair => "gatewaykit.io/" + pair.Name, pair => pair.Value);
        return _scene.Translate(route);
    }
}

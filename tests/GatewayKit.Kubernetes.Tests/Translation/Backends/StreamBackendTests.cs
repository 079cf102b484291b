using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Backends;
using GatewayKit.Kubernetes.Translation.Gateways;
using GatewayKit.Kubernetes.Translation.Routes;

namespace GatewayKit.Kubernetes.Tests.Translation.Backends;

/// <summary>The clusters of TLSRoutes.</summary>
public sealed class StreamBackendTests
{
    private static readonly BackendIdentity s_invalid = new(new ResourceName("team", "missing"), null);

    private readonly RouteScene _scene = new RouteScene().Service("a", portName: "tls", addresses: "10.0.0.1");

    [Fact]
    public void A_policy_applies_where_the_gateway_ends_TLS()
    {
        _scene.Policy(Policy("System"));

        var route = Translate(Attachment("end"), Attachment("pass", isPassthrough: true));

        Assert.Equal(
            [("end", "team/service/a/80/tls"), ("pass", "team/service/a/80")],
            route.StreamRoutes.Select(pair => (pair.Value.Listeners.Single().Split('/')[^1], pair.Value.Backends.Single().ClusterId)));
        Assert.Equal(["team/service/a/80/tls", "team/service/a/80"], route.Clusters.Select(cluster => cluster.Id));
        Assert.Null(route.Unresolved);
    }

    [Fact]
    public void Without_a_policy_pods_get_the_bytes_without_TLS()
        => Assert.Equal("team/service/a/80", Assert.Single(Translate(Attachment("end")).Clusters).Id);

    [Fact]
    public void An_invalid_policy_closes_connections()
    {
        _scene.Policy(Policy("unknown"));

        var route = Translate(Attachment("end"));

        Assert.Equal("InvalidBackendTLSPolicy", route.Unresolved?.Reason);
        Assert.Null(Assert.Single(Assert.Single(route.StreamRoutes).Value.Backends).ClusterId);
    }

    [Fact]
    public void A_Gateway_with_an_invalid_certificate_reaches_only_pods_without_TLS()
    {
        _scene.Policy(Policy("System"));

        var route = Translate(Attachment("end", identity: s_invalid), Attachment("other"));

        Assert.Equal([null, "team/service/a/80/tls"], route.StreamRoutes.Select(pair => pair.Value.Backends.Single().ClusterId));
    }

    private static RouteAttachment Attachment(string name, bool isPassthrough = false, BackendIdentity? identity = null)
    {
        var attachment = RouteScene.Attachment(name, 443, identity: identity);
        return attachment with { Listener = attachment.Listener with { IsPassthrough = isPassthrough } };
    }

    private static BackendTlsPolicy Policy(string authorities) => new()
    {
        Metadata = RouteScene.Metadata("tls"),
        Spec = new BackendTlsPolicySpec
        {
            TargetRefs = [new PolicyTarget { Kind = "Service", Name = "a", SectionName = "tls" }],
            Validation = new BackendTlsValidation { Hostname = "a.example", WellKnownCACertificates = authorities },
        },
    };

    private TranslatedRoute Translate(params RouteAttachment[] attachments)
    {
        var route = new TlsRoute
        {
            Metadata = RouteScene.Metadata("route"),
            Spec = new StreamRouteSpec { Rules = [new StreamRouteRule { BackendRefs = [RouteScene.To("a")] }] },
        };
        var translator = new StreamRouteTranslator<TlsRoute>(ResourceKind.TlsRoute, tls => tls.Spec, new StreamBackends());
        return _scene.Round(lookups => translator.Translate(route, [.. attachments], lookups));
    }
}

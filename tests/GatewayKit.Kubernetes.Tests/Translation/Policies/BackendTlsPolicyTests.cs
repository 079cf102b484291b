using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Policies;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Kubernetes.Tests.Translation.Policies;

/// <summary>BackendTLSPolicies: the TLS of clusters, and statuses.</summary>
public sealed class BackendTlsPolicyTests
{
    private static readonly TestAuthority s_root = TestAuthority.Root();

    private readonly RouteScene _scene = new RouteScene()
        .Service("a", portName: "web", addresses: "10.0.0.1")
        .Authority("roots", s_root.Pem)
        .Authority("empty", "");

    [Fact]
    public void A_policy_verifies_the_backends_of_its_Service()
    {
        _scene.Policy(Policy("tls") with
        {
            Spec = Spec("a") with
            {
                Validation = Spec("a").Validation with
                {
                    SubjectAltNames =
                    [
                        new SubjectAltName { Type = "Hostname", Hostname = "X.example" },
                        new SubjectAltName { Type = "URI", Uri = "spiffe://x/y" },
                    ],
                },
            },
        });

        var cluster = ClusterOf(Translate());

        Assert.Equal("https://10.0.0.1:8080", Assert.Single(cluster!.Cluster.Destinations!).Value.Address);
        Assert.Equal("a.example", cluster.Tls?.ServerName);
        Assert.Equal(s_root.Certificate.Thumbprint, Assert.Single(cluster.Certificates!.Authorities).Thumbprint);
        Assert.Equal<CertificateName>(
            [new(CertificateNameKind.Host, "x.example"), new(CertificateNameKind.Uri, "spiffe://x/y")],
            cluster.Certificates.Names);
    }

    [Fact]
    public void The_authorities_of_the_system_are_used_if_the_policy_says_so()
    {
        var validation = new BackendTlsValidation { Hostname = "a.example", WellKnownCACertificates = "System" };
        _scene.Policy(Policy("tls") with { Spec = Spec("a") with { Validation = validation } });

        Assert.Empty(ClusterOf(Translate())!.Certificates!.Authorities);
        Assert.Equal([("Accepted", "Accepted"), ("ResolvedRefs", "ResolvedRefs")], StatusOf("tls"));
    }

    [Fact]
    public void The_oldest_policy_of_a_target_has_precedence()
    {
        _scene.Policy(Policy("young", host: "young.example")).Policy(Policy("old", age: 1, host: "old.example"));

        Assert.Equal("old.example", ClusterOf(Translate())?.Tls?.ServerName);
        Assert.Equal(("Accepted", "Accepted"), StatusOf("old")[0]);
        Assert.Equal(("Accepted", "Conflicted"), StatusOf("young")[0]);
    }

    [Fact]
    public void A_policy_for_the_port_has_precedence_without_a_conflict()
    {
        var port = new PolicyTarget { Kind = "Service", Name = "a", SectionName = "web" };
        _scene.Policy(Policy("whole", age: 1, host: "whole.example"))
            .Policy(Policy("port", host: "port.example") is var own ? own with { Spec = own.Spec with { TargetRefs = [port] } } : null!);

        Assert.Equal("port.example", ClusterOf(Translate())?.Tls?.ServerName);
        Assert.Equal(("Accepted", "Accepted"), StatusOf("port")[0]);
        Assert.Equal(("Accepted", "Accepted"), StatusOf("whole")[0]);
    }

    [Theory]
    [InlineData("ConfigMap", "missing", "NoValidCACertificate", "InvalidCACertificateRef")]
    [InlineData("ConfigMap", "empty", "NoValidCACertificate", "InvalidCACertificateRef")]
    [InlineData("Bucket", "roots", "NoValidCACertificate", "InvalidKind")]
    public void Backends_of_a_policy_without_authorities_are_unreachable(string kind, string name, string accepted, string resolved)
    {
        _scene.Policy(Policy("tls", references: new ObjectReference { Kind = kind, Name = name }));

        var route = Translate();

        Assert.Null(ClusterOf(route));
        Assert.Equal("InvalidBackendTLSPolicy", route.Unresolved?.Reason);
        Assert.Equal([("Accepted", accepted), ("ResolvedRefs", resolved)], StatusOf("tls"));
    }

    [Fact]
    public void One_valid_authority_is_enough()
    {
        _scene.Policy(Policy(
            "tls",
            references: [new() { Kind = "ConfigMap", Name = "missing" }, new() { Kind = "ConfigMap", Name = "roots" }]));

        Assert.Single(ClusterOf(Translate())!.Certificates!.Authorities);
        Assert.Equal([("Accepted", "Accepted"), ("ResolvedRefs", "InvalidCACertificateRef")], StatusOf("tls"));
    }

    [Fact]
    public void An_unknown_set_of_authorities_is_invalid()
    {
        var validation = new BackendTlsValidation { Hostname = "a.example", WellKnownCACertificates = "example.com/ours" };
        _scene.Policy(Policy("tls") with { Spec = Spec("a") with { Validation = validation } });

        Assert.Null(ClusterOf(Translate()));
        Assert.Equal(("Accepted", "Invalid"), StatusOf("tls")[0]);
    }

    [Fact]
    public void A_changed_authority_is_noticed()
    {
        _scene.Policy(Policy("tls"));
        var before = ClusterOf(Translate());

        Assert.Same(before, ClusterOf(Translate()));
        _scene.Authority("roots", TestAuthority.Root("CN=other").Pem);
        Assert.Equal("CN=other", Assert.Single(ClusterOf(Translate())!.Certificates!.Authorities).Subject);
        _scene.Authority("roots", "");
        Assert.Null(ClusterOf(Translate()));
    }

    [Fact]
    public void A_policy_whose_Service_no_route_uses_has_no_ancestors()
    {
        _scene.Policy(Policy("tls"));

        Assert.Empty(_scene.Round(
            lookups => BackendTlsPolicyStatuses.Of(_scene.State.BackendTlsPolicies.Values.Single(), _ => [], lookups)).Ancestors);
    }

    [Theory]
    [InlineData("missing", null, "The Service apps/missing doesn't exist.")]
    [InlineData("a", "grpc", "The Service apps/a has no port with the name 'grpc'.")]
    public void A_target_that_does_not_exist_is_not_accepted(string service, string? section, string message)
    {
        var target = new PolicyTarget { Kind = "Service", Name = service, SectionName = section };
        _scene.Policy(Policy("tls") with { Spec = Spec("a") with { TargetRefs = [target] } });

        Assert.Equal(("Accepted", "TargetNotFound"), StatusOf("tls")[0]);
        Assert.Equal(message.Replace("apps", RouteScene.Namespace), Ancestor("tls").Conditions[0].Message);
    }

    [Fact]
    public void A_policy_with_one_target_that_exists_is_accepted()
    {
        PolicyTarget[] targets = [new() { Kind = "Service", Name = "missing" }, new() { Kind = "Service", Name = "a" }];
        _scene.Policy(Policy("tls") with { Spec = Spec("a") with { TargetRefs = [.. targets] } });

        Assert.Equal(("Accepted", "Accepted"), StatusOf("tls")[0]);
    }

    private static BackendTlsPolicy Policy(
        string name, int age = 0, string host = "a.example", params ObjectReference[] references) => new()
        {
            Metadata = RouteScene.Metadata(name, age: age),
            Spec = Spec("a", host, references),
        };

    private static BackendTlsPolicySpec Spec(string service, string host = "a.example", params ObjectReference[] references) => new()
    {
        TargetRefs = [new PolicyTarget { Kind = "Service", Name = service }],
        Validation = new BackendTlsValidation
        {
            Hostname = host,
            CaCertificateRefs = references.Length > 0 ? [.. references] : [new ObjectReference { Kind = "ConfigMap", Name = "roots" }],
        },
    };

    private SceneRoute Translate() => _scene.Translate(RouteScene.Route(RouteScene.Rule(RouteScene.To("a"))));

    private static GatewayCluster? ClusterOf(SceneRoute route) => route.Clusters.SingleOrDefault().Cluster;

    private (string Type, string Reason)[] StatusOf(string name)
    {
        var ancestor = Ancestor(name);
        Assert.Equal(("gate", 3), (ancestor.AncestorRef.Name, ancestor.Conditions[0].ObservedGeneration));
        return [.. ancestor.Conditions.Select(condition => (condition.Type, condition.Reason))];
    }

    private PolicyAncestorStatus Ancestor(string name)
    {
        var policy = _scene.State.BackendTlsPolicies[new ResourceName(RouteScene.Namespace, name)];
        var gateway = new ResourceName(RouteScene.Namespace, "gate");
        return Assert.Single(_scene.Round(lookups => BackendTlsPolicyStatuses.Of(policy, _ => [gateway], lookups)).Ancestors);
    }
}

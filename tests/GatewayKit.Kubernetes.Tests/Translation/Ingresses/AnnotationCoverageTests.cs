using GatewayKit.Kubernetes.Translation.Ingresses.Annotations;
using GatewayKit.Tests.Shared;
using k8s.Models;
using static GatewayKit.Kubernetes.Tests.Translation.Ingresses.IngressMaker;

namespace GatewayKit.Kubernetes.Tests.Translation.Ingresses;

/// <summary>No annotation of ingress-nginx is ignored without a warning that names it.</summary>
public sealed class AnnotationCoverageTests
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static readonly TestAuthority s_authority = TestAuthority.Root();

    private static readonly (string, string)[] s_backend = Backend();

    /// <summary>Values without a syntax, which can't be invalid.</summary>
    private static readonly string[] s_anyText = ["canary-by-header-value"];

    public static TheoryData<string> Names => [.. AnnotationExamples.All.Keys];

    public static TheoryData<string> Dependent
        => [.. AnnotationExamples.All.Where(example => example.Value.Length > 1).Select(example => example.Key)];

    public static TheoryData<string> WithSyntax => [.. AnnotationExamples.All.Keys.Except(s_anyText)];

    [Fact]
    public void Every_annotation_of_ingress_nginx_has_an_example()
        => Assert.Equal(AnnotationExamples.All.Keys.Order(StringComparer.Ordinal), AnnotationNames.All.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void An_annotation_has_an_effect_or_is_a_warning(string name)
    {
        var example = AnnotationExamples.All[name];

        AssertNotIgnored(name, With(example[1..]), With(example));
    }

    [Theory]
    [MemberData(nameof(Dependent))]
    public void An_annotation_without_those_that_it_needs_has_an_effect_or_is_a_warning(string name)
        => AssertNotIgnored(name, With([]), With(AnnotationExamples.All[name][..1]));

    [Theory]
    [MemberData(nameof(WithSyntax))]
    public void An_invalid_value_is_a_warning(string name)
    {
        var example = AnnotationExamples.All[name];

        AssertWarning(name, With([(name, "%(\u00a7 \\"), .. example[1..]]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_empty_value_is_a_warning(string name)
        => AssertWarning(name, With([(name, " "), .. AnnotationExamples.All[name][1..]]));

    [Theory]
    [InlineData("rewrite-traget", "/", "ingress-nginx has no annotation of this name. Did you mean 'rewrite-target'?")]
    [InlineData("Enable-CORS", "true", "ingress-nginx has no annotation of this name. Did you mean 'enable-cors'?")]
    [InlineData("quite-unknown-to-everybody", "1", "ingress-nginx has no annotation of this name.")]
    [InlineData("whitlist-source-range", "10.0.0.0/8",
        "ingress-nginx has no annotation of this name. Did you mean 'whitelist-source-range'? Requests get the status 503.")]
    public void An_unknown_annotation_is_a_warning(string name, string value, string message)
        => Assert.Equal([$"shop: UnsupportedAnnotation: nginx.ingress.kubernetes.io/{name}: {message}"], With([(name, value)]).Warnings());

    [Theory]
    [InlineData("proxy-buffering", "off")]
    [InlineData("enable-modsecurity", "false")]
    [InlineData("proxy-http-version", "1.1")]
    public void An_annotation_for_the_usual_behavior_is_no_warning(string name, string value)
        => Assert.Empty(With([(name, value)]).Warnings());

    [Fact]
    public void An_annotation_of_a_canary_that_its_main_Ingress_does_not_have_is_a_warning()
    {
        var scene = With([("proxy-body-size", "1m"), ("limit-rps", "5")]).With(
            Create("canary", Host("shop.example", Prefix("/", "spare"))).With("canary", "true").With("canary-weight", "1")
                .With("proxy-body-size", "1m").With("limit-rps", "7"));

        Assert.Equal(
            ["canary: UnsupportedAnnotation: nginx.ingress.kubernetes.io/limit-rps: it has no effect on a canary; set it on 'shop'."],
            scene.Warnings());
    }

    private static void AssertNotIgnored(string name, IngressScene before, IngressScene after)
    {
        if (TranslationText.Of(before.Translate()) == TranslationText.Of(after.Translate()))
            AssertWarning(name, after);
    }

    private static void AssertWarning(string name, IngressScene scene) => Assert.Contains(
        scene.Warnings(), warning => warning.Contains($"Annotation: nginx.ingress.kubernetes.io/{name}: ", Ordinal));

    /// <summary>A main Ingress, and one with annotations: for a canary, it has the same path.</summary>
    private static IngressScene With((string Name, string Value)[] annotations)
    {
        var isCanary = annotations.Any(annotation => annotation.Name.StartsWith("canary", Ordinal));
        var ingress = Create("shop", Host("shop.example", Prefix("/", "one"), Prefix("/a.b", "one"))).WithTls("backend");
        foreach (var (name, value) in annotations)
            ingress.With(name, value);
        var scene = new IngressScene().Service("one").Service("spare").With(Cluster("one"))
            .Secret("users", ("auth", "user:{PLAIN}x"))
            .Secret("backend", s_backend)
            .ConfigMap("headers", ("X-Shop", "a"))
            .With(ingress);
        return isCanary ? scene.With(Create("main", Host("shop.example", Prefix("/", "spare"))).Older(1)) : scene;
    }

    private static V1Service Cluster(string name) => new()
    {
        Metadata = RouteScene.Metadata(name),
        Spec = new V1ServiceSpec { ClusterIP = "192.0.2.10", Ports = [new V1ServicePort { Port = 80 }] },
    };

    private static (string, string)[] Backend()
    {
        using var certificate = s_authority.Issue(new TestCertificate { Subject = new("CN=shop.example"), DnsNames = ["shop.example"] });
        return
        [
            ("tls.crt", certificate.ExportCertificatePem()), ("tls.key", CertificateFolder.KeyPem(certificate)),
            ("ca.crt", s_authority.Certificate.ExportCertificatePem()),
        ];
    }
}

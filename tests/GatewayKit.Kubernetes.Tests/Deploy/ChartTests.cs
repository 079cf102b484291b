using k8s.Models;

namespace GatewayKit.Kubernetes.Tests.Deploy;

/// <summary>The chart with other values than the default ones.</summary>
public class ChartTests
{
    [HelmFact]
    public async Task Each_chart_passes_the_lint()
    {
        Assert.Contains("0 chart(s) failed", await Helm.RunAsync("lint", "--strict", "charts/gatewaykit"), StringComparison.Ordinal);
        Assert.Contains("0 chart(s) failed", await Helm.RunAsync("lint", "--strict", "charts/gatewaykit-crds"), StringComparison.Ordinal);
    }

    [HelmFact]
    public async Task Every_key_is_known_with_every_option_on()
    {
        var manifest = await Template("watchNamespaces={a,b}", "autoscaling.enabled=true", "metrics.enabled=true", "config=paths: {}",
            "metrics.serviceMonitor.enabled=true", "ingressClass.default=true", "podLabels.a=b", "nodeSelector.a=b", "args={--redis,r:1}");
        ManifestSchemas.Check(manifest);
        Assert.Contains("HorizontalPodAutoscaler", DeployFiles.Documents(manifest).Select(document => document.Kind));
        Assert.Contains("--redis", DeployFiles.Only<V1Deployment>(manifest, "Deployment").Spec.Template.Spec.Containers.Single().Args);
    }

    [HelmFact]
    public async Task Metrics_have_a_port_of_their_own_and_annotations_for_a_scrape()
    {
        var pod = DeployFiles.Only<V1Deployment>(await Template("metrics.enabled=true", "metrics.port=9999"), "Deployment").Spec.Template;

        Assert.Equal(
            [("prometheus.io/path", "/metrics"), ("prometheus.io/port", "9999"), ("prometheus.io/scrape", "true")],
            pod.Metadata.Annotations.Select(annotation => (annotation.Key, annotation.Value)).Order());
        Assert.Contains("--metrics-urls http://*:9999", string.Join(' ', pod.Spec.Containers.Single().Args), StringComparison.Ordinal);
    }

    [HelmFact]
    public async Task With_namespaces_no_Secret_of_another_one_can_be_read()
    {
        var manifest = await Template("watchNamespaces={a,b}");
        Assert.DoesNotContain("secrets", DeployFiles.Only<V1ClusterRole>(manifest, "ClusterRole").Rules.SelectMany(rule => rule.Resources));
        Assert.Equal(4, DeployFiles.Documents(manifest).Count(document => document.Kind == "Role"));
        Assert.Contains("a,b,y", DeployFiles.Only<V1Deployment>(manifest, "Deployment").Spec.Template.Spec.Containers.Single().Args);
    }

    [HelmFact]
    public async Task A_wrong_value_is_an_error()
    {
        var errors = await Helm.FailAsync("template", "x", "charts/gatewaykit", "--set", "replicas=two");
        Assert.Contains("replicas", errors, StringComparison.Ordinal);
    }

    [HelmFact]
    public async Task An_unknown_value_is_an_error()
    {
        var errors = await Helm.FailAsync("template", "x", "charts/gatewaykit", "--set", "replica=2");
        Assert.Contains("replica", errors, StringComparison.Ordinal);
    }

    private static Task<string> Template(params string[] values)
        => Helm.RunAsync(["template", "x", "charts/gatewaykit", "-n", "y", .. values.SelectMany(value => new[] { "--set", value })]);
}

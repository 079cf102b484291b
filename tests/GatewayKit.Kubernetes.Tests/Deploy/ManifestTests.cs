using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Tests.Deploy;

/// <summary>The manifests for installing without Helm.</summary>
public class ManifestTests
{
    private const string Name = "manifests/gatewaykit.yaml";

    private static readonly string s_manifest = DeployFiles.Read(Name);

    private static V1PodSpec Pod => DeployFiles.Only<V1Deployment>(s_manifest, "Deployment").Spec.Template.Spec;

    [HelmFact]
    public async Task They_are_what_the_chart_writes()
        => Assert.Equal(s_manifest, await Helm.RunAsync(
            "template", "gatewaykit", "charts/gatewaykit", "-n", "gatewaykit-system", "--set", "createNamespace=true"));

    [Fact]
    public void Every_key_is_known() => ManifestSchemas.Check(s_manifest);

    [Fact]
    public void The_container_has_no_privileges()
    {
        Assert.True(Pod.SecurityContext.RunAsNonRoot);
        Assert.Equal(1654, Pod.SecurityContext.RunAsUser);
        Assert.Equal("RuntimeDefault", Pod.SecurityContext.SeccompProfile.Type);
        var container = Pod.Containers.Single().SecurityContext;
        Assert.True(container.ReadOnlyRootFilesystem);
        Assert.False(container.AllowPrivilegeEscalation);
        Assert.Equal(["ALL"], container.Capabilities.Drop);
        Assert.Equal(["/tmp", "/var/lib/gatewaykit"], Pod.Containers[0].VolumeMounts.Select(mount => mount.MountPath));
    }

    [Fact]
    public void The_kept_copy_is_in_memory()
    {
        var arguments = Pod.Containers.Single().Args;
        var folder = arguments[arguments.IndexOf("--kept-copy") + 1];
        var mount = Pod.Containers[0].VolumeMounts.Single(mount => folder.StartsWith(mount.MountPath + "/", StringComparison.Ordinal));
        var volume = Pod.Volumes.Single(volume => volume.Name == mount.Name);
        Assert.Equal("Memory", volume.EmptyDir.Medium);
        Assert.Equal("64Mi", volume.EmptyDir.SizeLimit.ToString());
    }

    [Fact]
    public void There_is_time_for_requests_in_flight()
    {
        var env = Pod.Containers.Single().Env.Where(e => e.Value is not null).ToDictionary(e => e.Name, e => e.Value);
        var needed = Duration.Parse(env["GatewayKit__shutdown__drainDelay"]) + Duration.Parse(env["GatewayKit__shutdown__shutdownTimeout"]);
        Assert.True(Pod.TerminationGracePeriodSeconds > needed.TotalSeconds + 10);
    }

    [Fact]
    public void The_Services_and_probes_use_the_ports_of_the_container()
    {
        var ports = Pod.Containers.Single().Ports.ToDictionary(port => port.Name, port => port.ContainerPort);
        Assert.Equal((8080, 8443, 9001), (ports["http"], ports["https"], ports["health"]));
        var service = DeployFiles.Only<V1Service>(s_manifest, "Service").Spec;
        Assert.Equal([("http", 80), ("https", 443)], service.Ports.Select(port => (port.TargetPort.Value, port.Port)));
        Assert.Equal("health", Pod.Containers[0].ReadinessProbe.HttpGet.Port.Value);
    }

    [Fact]
    public void The_gateway_writes_nothing_but_statuses_Services_events_and_its_Lease()
    {
        string[] reading = ["get", "list", "watch"];
        var rules = DeployFiles.Only<V1ClusterRole>(s_manifest, "ClusterRole").Rules
            .Concat(DeployFiles.Only<V1Role>(s_manifest, "Role").Rules).ToArray();

        Assert.DoesNotContain("*", rules.SelectMany(rule => rule.Verbs.Concat(rule.Resources).Concat(rule.ApiGroups)));
        Assert.All(
            rules.Where(rule => rule.Verbs.Except(reading).Any()).SelectMany(rule => rule.Resources),
            resource => Assert.True(
                resource.EndsWith("/status", StringComparison.Ordinal) || resource is "services" or "events" or "leases", resource));
    }

    [Fact]
    public void The_gateway_writes_Services_only_beside_its_own_pods()
        => Assert.DoesNotContain(
            DeployFiles.Only<V1ClusterRole>(s_manifest, "ClusterRole").Rules,
            rule => rule.Resources.Contains("services") && rule.Verbs.Contains("create"));
}

using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Tests.Deploy;

/// <summary>Checks manifests against the models of KubernetesClient: an unknown key or kind, or a value of another type, throws.</summary>
internal static class ManifestSchemas
{
    private static readonly Dictionary<string, Func<string, object>> s_kinds = new()
    {
        ["Namespace"] = Read<V1Namespace>,
        ["ServiceAccount"] = Read<V1ServiceAccount>,
        ["ClusterRole"] = Read<V1ClusterRole>,
        ["ClusterRoleBinding"] = Read<V1ClusterRoleBinding>,
        ["Role"] = Read<V1Role>,
        ["RoleBinding"] = Read<V1RoleBinding>,
        ["ConfigMap"] = Read<V1ConfigMap>,
        ["Deployment"] = Read<V1Deployment>,
        ["Service"] = Read<V1Service>,
        ["PodDisruptionBudget"] = Read<V1PodDisruptionBudget>,
        ["HorizontalPodAutoscaler"] = Read<V2HorizontalPodAutoscaler>,
        ["NetworkPolicy"] = Read<V1NetworkPolicy>,
        ["IngressClass"] = Read<V1IngressClass>,
        ["GatewayClass"] = yaml => yaml,
        ["ServiceMonitor"] = yaml => yaml,
    };

    public static void Check(string manifest)
    {
        var documents = DeployFiles.Documents(manifest).ToArray();
        Assert.NotEmpty(documents);
        foreach (var (kind, yaml) in documents)
            Assert.NotNull(s_kinds[kind](yaml));
    }

    private static object Read<T>(string yaml)
        where T : notnull
        => KubernetesYaml.Deserialize<T>(yaml, strict: true);
}

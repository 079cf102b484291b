using k8s;
using k8s.Exceptions;

namespace GatewayKit.Kubernetes.Hosting;

/// <summary>Reads how to reach the API server.</summary>
internal static class ClusterAccess
{
    /// <exception cref="InvalidOperationException">There is no valid kubeconfig.</exception>
    public static KubernetesClientConfiguration Read(KubernetesOptions options, PodEnvironment pod)
    {
        try
        {
            return pod.IsPod
                ? KubernetesClientConfiguration.InClusterConfig()
                : KubernetesClientConfiguration.BuildConfigFromConfigObject(KubeconfigFiles.Load(FilesOf(options, pod)));
        }
        catch (Exception error) when (error is KubeConfigException or IOException or UnauthorizedAccessException or FormatException
            || error.GetType().Namespace == "YamlDotNet.Core")
        {
            throw new InvalidOperationException(
                $"The cluster isn't known: {error.Message} Set KUBECONFIG to a kubeconfig file, or run the gateway in a pod.", error);
        }
    }

    /// <summary>The file of the option, those of <c>KUBECONFIG</c>, or the default one.</summary>
    private static IReadOnlyList<string> FilesOf(KubernetesOptions options, PodEnvironment pod)
        => options.Kubeconfig is { } file ? [file]
            : pod.Kubeconfig.Count > 0 ? pod.Kubeconfig
            : [KubernetesClientConfiguration.KubeConfigDefaultLocation];
}

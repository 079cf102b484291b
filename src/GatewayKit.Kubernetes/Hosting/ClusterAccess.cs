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
                : KubernetesClientConfiguration.BuildConfigFromConfigFile(PathOf(options));
        }
        catch (Exception error) when (error is KubeConfigException or IOException or UnauthorizedAccessException or FormatException
            || error.GetType().Namespace == "YamlDotNet.Core")
        {
            throw new InvalidOperationException(
                $"The cluster isn't known: {error.Message} Set KUBECONFIG to a kubeconfig file, or run the gateway in a pod.", error);
        }
    }

    /// <summary>The file of the option, or the first of <c>KUBECONFIG</c>; null for the default. KubernetesClient reads
    /// <c>KUBECONFIG</c> only if the file exists, and otherwise another one.</summary>
    private static string? PathOf(KubernetesOptions options)
        => options.Kubeconfig ?? (Environment.GetEnvironmentVariable("KUBECONFIG") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .FirstOrDefault();
}

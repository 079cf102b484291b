using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using k8s;
using Microsoft.Extensions.Configuration;

namespace GatewayKit.Kubernetes.Hosting;

/// <summary>The variables that describe the gateway's pod, or how to reach a cluster from outside.</summary>
internal sealed record PodEnvironment
{
    private const string NamespaceFile = "/var/run/secrets/kubernetes.io/serviceaccount/namespace";

    /// <summary>Whether the gateway runs in a pod and uses its service account.</summary>
    public bool IsPod { get; init; }

    /// <summary>The files of <c>KUBECONFIG</c>; empty if it isn't set.</summary>
    public IReadOnlyList<string> Kubeconfig { get; init; } = [];

    public string? Namespace { get; init; }

    public string? Name { get; init; }

    public string? Node { get; init; }

    public string? Lease { get; init; }

    public string? IngressService { get; init; }

    public ImmutableDictionary<string, string> Labels { get; init; } = [];

    public static PodEnvironment Read(IConfiguration variables, KubernetesOptions options)
    {
        var isPod = options.Kubeconfig is null && KubernetesClientConfiguration.IsInCluster();
        return new PodEnvironment
        {
            IsPod = isPod,
            Kubeconfig = KubeconfigFiles.Split(variables["KUBECONFIG"]),
            Namespace = Text(variables["POD_NAMESPACE"])
                ?? (isPod && File.Exists(NamespaceFile) ? File.ReadAllText(NamespaceFile).Trim() : null),
            Name = Text(variables["POD_NAME"]),
            Node = Text(variables["NODE_NAME"]),
            Lease = Text(variables["GATEWAYKIT_LEASE"]),
            IngressService = Text(variables["GATEWAYKIT_INGRESS_SERVICE"]),
            Labels = ReadLabels(variables["GATEWAYKIT_POD_LABELS"]),
        };
    }

    /// <summary>Returns a name as <c>namespace/name</c>, or in the pod's namespace.</summary>
    public ResourceName? ToName(string? text) => text?.Split('/') switch
    {
        [{ Length: > 0 } space, { Length: > 0 } name] => new ResourceName(space, name),
        [{ Length: > 0 } name] => new ResourceName(Namespace ?? "default", name),
        _ => null,
    };

    private static ImmutableDictionary<string, string> ReadLabels(string? text)
        => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(label => label.Split('=', 2))
            .Where(label => label.Length == 2)
            .ToImmutableDictionary(label => label[0], label => label[1]);

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}

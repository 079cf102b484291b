using k8s.Models;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record NamespaceRule
{
    /// <summary><c>All</c>, <c>Same</c>, <c>Selector</c> or <c>None</c>; null for the default of its place.</summary>
    public string? From { get; init; }

    public V1LabelSelector? Selector { get; init; }
}

using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>A port of a Service with a pod in this process.</summary>
/// <param name="Service">The Service.</param>
/// <param name="Port">The port.</param>
/// <param name="Kind">The protocols.</param>
internal sealed record PodPort(ResourceName Service, string Port, PodKind Kind);

using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Api;

/// <summary>A resource of which only the metadata is read.</summary>
internal sealed record ObjectMetadata : KubernetesResource;

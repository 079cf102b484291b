using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Translation;

/// <summary>The resource that a part of the configuration comes from.</summary>
internal readonly record struct ResourceOwner(ResourceKind Kind, ResourceName Name);

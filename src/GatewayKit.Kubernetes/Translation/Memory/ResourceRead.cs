using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Translation.Memory;

/// <summary>A resource that was read, or its absence.</summary>
internal readonly record struct ResourceRead(ResourceSource Source, ResourceName Name, object? Value);

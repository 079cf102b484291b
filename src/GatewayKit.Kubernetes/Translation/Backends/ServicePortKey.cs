using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Translation.Backends;

/// <summary>A port of a Service.</summary>
internal readonly record struct ServicePortKey(ResourceName Service, int Port);

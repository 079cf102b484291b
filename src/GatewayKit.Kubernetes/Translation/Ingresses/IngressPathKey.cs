namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>The conditions of a path of an Ingress.</summary>
/// <param name="Host">The host in lower case; null for any.</param>
/// <param name="IsExact">Whether the whole path must be equal.</param>
/// <param name="Path">The path.</param>
/// <param name="IsDefault">Whether it is a default backend.</param>
internal readonly record struct IngressPathKey(string? Host, bool IsExact, string Path, bool IsDefault);

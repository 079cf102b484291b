using GatewayKit.Kubernetes.Translation.Gateways;

namespace GatewayKit.Kubernetes.Translation.Backends;

/// <summary>A cluster: a port of a Service, and what else its connections depend on.</summary>
/// <param name="Port">The port.</param>
/// <param name="IsHttp2">Whether endpoints are spoken to by HTTP/2 alone.</param>
/// <param name="IsSecure">Whether connections use TLS.</param>
/// <param name="Identity">The certificate of the gateway; null for none.</param>
/// <param name="Settings">The settings of the rule.</param>
internal sealed record BackendKey(ServicePortKey Port, bool IsHttp2, bool IsSecure, BackendIdentity? Identity, BackendSettings Settings);

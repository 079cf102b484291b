using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>A GatewayPlugin where it is used: all requests in the scope share its counters and caches.</summary>
/// <param name="Plugin">The GatewayPlugin.</param>
/// <param name="Scope">The scope, such as <c>gatewaypolicy/infra/limits/gateway/infra/web</c>.</param>
internal readonly record struct ScopedPlugin(ResourceName Plugin, string Scope);

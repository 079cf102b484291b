using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>A plugin of a policy that doesn't apply because an older policy at the same level has the same plugin.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Plugin">The GatewayPlugin.</param>
/// <param name="Winner">The older policy.</param>
internal readonly record struct PolicyConflict(ResourceName Policy, ResourceName Plugin, ResourceName Winner);

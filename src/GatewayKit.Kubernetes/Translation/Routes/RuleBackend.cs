using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>A backend of a rule.</summary>
/// <param name="Index">The index in the rule.</param>
/// <param name="Reference">The reference.</param>
/// <param name="Filters">The filters of the backend alone.</param>
internal sealed record RuleBackend(int Index, BackendReference Reference, FilterSet Filters);

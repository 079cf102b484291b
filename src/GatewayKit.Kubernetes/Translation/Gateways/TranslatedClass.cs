namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>A GatewayClass of this controller.</summary>
/// <param name="Parameters">The settings of its Gateways.</param>
/// <param name="Problem">Why it isn't accepted, or null.</param>
/// <param name="Status">Its status.</param>
internal sealed record TranslatedClass(GatewayParameters Parameters, Problem? Problem, ResourceStatus Status);

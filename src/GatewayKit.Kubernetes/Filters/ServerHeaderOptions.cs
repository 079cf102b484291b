namespace GatewayKit.Kubernetes.Filters;

/// <summary>The options of <c>kubernetes-server-header</c>, of which there are none.</summary>
internal sealed record ServerHeaderOptions;

using GatewayKit.Kubernetes.Translation.Routes;

namespace GatewayKit.Kubernetes.Translation.Backends;

/// <summary>The cluster of a reference to a backend of an HTTPRoute or a GRPCRoute, or why there is none.</summary>
/// <param name="Cluster">The cluster, also one without endpoints; null if requests get the status 500.</param>
/// <param name="Problem">Why the reference doesn't resolve; null if it does.</param>
internal sealed record BackendTarget(TranslatedCluster? Cluster, Problem? Problem);

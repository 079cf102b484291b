using GatewayKit.Kubernetes.Translation.Routes;

namespace GatewayKit.Kubernetes.Translation.Backends;

/// <summary>The cluster of a reference to a backend, or why there is none.</summary>
/// <param name="Cluster">The cluster, also one without destinations; null if connections are closed.</param>
/// <param name="Problem">Why the reference is invalid: <c>InvalidKind</c>, <c>BackendNotFound</c>, <c>RefNotPermitted</c>,
/// <c>UnsupportedProtocol</c>, <c>InvalidBackendTLSPolicy</c>.</param>
internal sealed record StreamBackendTarget(TranslatedCluster? Cluster, Problem? Problem);

using GatewayKit.Kubernetes.Translation.Plugins;
using GatewayKit.Kubernetes.Translation.Routes;

namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>The cluster of a backend of an Ingress, or why there is none.</summary>
/// <param name="Cluster">The cluster, also one without endpoints; null if requests get the status 503.</param>
/// <param name="Place">The Service with its port, whose plugins apply; null without a cluster.</param>
/// <param name="Problem">Why there is no cluster; null if there is one.</param>
internal sealed record IngressBackendTarget(TranslatedCluster? Cluster, BackendPlace? Place, Problem? Problem);

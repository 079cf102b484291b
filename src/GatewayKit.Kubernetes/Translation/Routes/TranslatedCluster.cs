using GatewayKit.Configuration;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>A cluster that routes use. Several routes can have clusters with the same id, which must be equal: get them from a <see
/// cref="Memory.MemoPart{TKey, TValue}"/> so that they are the same object.</summary>
/// <param name="Id">The id.</param>
/// <param name="Cluster">The cluster.</param>
/// <param name="Owner">The resource whose status tells what the core rejects.</param>
internal sealed record TranslatedCluster(string Id, GatewayCluster Cluster, ResourceOwner Owner);

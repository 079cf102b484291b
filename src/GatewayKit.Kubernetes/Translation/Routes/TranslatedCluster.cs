namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>A cluster that routes use. Several routes can have equal clusters.</summary>
/// <param name="Id">The id.</param>
/// <param name="Source">The way to the cluster.</param>
/// <param name="Owner">The resource whose status tells what the core rejects.</param>
internal sealed record TranslatedCluster(string Id, IClusterSource Source, ResourceOwner Owner);

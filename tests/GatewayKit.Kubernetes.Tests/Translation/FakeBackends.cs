using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation;
using GatewayKit.Kubernetes.Translation.Backends;
using GatewayKit.Kubernetes.Translation.Memory;
using GatewayKit.Kubernetes.Translation.Routes;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Kubernetes.Tests.Translation;

/// <summary>Backends that are the Services which exist.</summary>
internal sealed class FakeBackends : IStreamBackends
{
    private static readonly MemoPart<ResourceName, GatewayCluster> s_clusters = new(
        (name, _) => new GatewayCluster { Cluster = new ClusterConfig { ClusterId = name.ToString() } });

    public StreamBackendTarget Resolve(BackendReference reference, ResourceOwner route, StreamSource source, Lookups lookups)
    {
        var name = new ResourceName(reference.Namespace ?? route.Name.Namespace, reference.Name);
        if (!ReferenceGrants.Allow(lookups, route.Kind, route.Name.Namespace, GroupKind.Service, name))
            return new StreamBackendTarget(null, new Problem("RefNotPermitted", "No grant."));
        return lookups.Read(Sources.Services, name) is null
            ? new StreamBackendTarget(null, new Problem("BackendNotFound", "No service."))
            : new StreamBackendTarget(
                new TranslatedCluster(
                    name.ToString(), new MemoCluster<ResourceName>(s_clusters, name), new ResourceOwner(ResourceKind.Service, name)),
                null);
    }
}

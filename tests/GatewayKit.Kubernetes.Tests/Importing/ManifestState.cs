using GatewayKit.Kubernetes.Manifests;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Resources.Plugins;
using k8s.Models;

namespace GatewayKit.Kubernetes.Tests.Importing;

/// <summary>Adds the resources of manifests to the state of a cluster.</summary>
internal static class ManifestState
{
    public static ClusterState Apply(this ClusterState state, string manifests)
    {
        var read = ManifestSet.Parse(manifests, "cluster.yaml");
        Assert.Empty(read.Errors);
        Assert.Equal(0, read.Ignored);
        return state with
        {
            Namespaces = state.Namespaces.SetItems(read.All<V1Namespace>()),
            Services = state.Services.SetItems(read.All<V1Service>()),
            Secrets = state.Secrets.SetItems(read.All<V1Secret>()),
            ConfigMaps = state.ConfigMaps.SetItems(read.All<V1ConfigMap>()),
            Ingresses = state.Ingresses.SetItems(read.All<V1Ingress>()),
            GatewayClasses = state.GatewayClasses.SetItems(read.All<GatewayClass>()),
            Gateways = state.Gateways.SetItems(read.All<Gateway>()),
            HttpRoutes = state.HttpRoutes.SetItems(read.All<HttpRoute>()),
            GrpcRoutes = state.GrpcRoutes.SetItems(read.All<GrpcRoute>()),
            ReferenceGrants = state.ReferenceGrants.SetItems(read.All<ReferenceGrant>()),
            BackendTlsPolicies = state.BackendTlsPolicies.SetItems(read.All<BackendTlsPolicy>()),
            Plugins = state.Plugins.SetItems(read.All<GatewayPlugin>()),
            Policies = state.Policies.SetItems(read.All<GatewayPolicy>()),
        };
    }
}

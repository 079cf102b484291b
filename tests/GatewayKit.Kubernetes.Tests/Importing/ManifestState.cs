using System.Collections.Immutable;
using System.Text.Json;
using GatewayKit.Kubernetes.Api;
using GatewayKit.Kubernetes.Importing;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Resources.Plugins;
using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Tests.Importing;

/// <summary>Adds the resources of manifests to the state of a cluster.</summary>
internal static class ManifestState
{
    public static ClusterState Apply(this ClusterState state, string manifests)
    {
        var errors = new List<string>();
        var read = ImportReader.Read(new ManifestText("cluster.yaml", manifests), errors);
        Assert.Empty(errors);
        return read.Aggregate(state, Add);
    }

    private static ClusterState Add(ClusterState state, ImportDocument manifest) => manifest.Kind switch
    {
        "Namespace" => state with { Namespaces = Set(state.Namespaces, Core<V1Namespace>(manifest)) },
        "Service" => state with { Services = Set(state.Services, Core<V1Service>(manifest)) },
        "Secret" => state with { Secrets = Set(state.Secrets, Core<V1Secret>(manifest)) },
        "ConfigMap" => state with { ConfigMaps = Set(state.ConfigMaps, Core<V1ConfigMap>(manifest)) },
        "Ingress" => state with { Ingresses = Set(state.Ingresses, Core<V1Ingress>(manifest)) },
        "GatewayClass" => state with { GatewayClasses = Set(state.GatewayClasses, Own<GatewayClass>(manifest)) },
        "Gateway" => state with { Gateways = Set(state.Gateways, Own<Gateway>(manifest)) },
        "HTTPRoute" => state with { HttpRoutes = Set(state.HttpRoutes, Own<HttpRoute>(manifest)) },
        "GRPCRoute" => state with { GrpcRoutes = Set(state.GrpcRoutes, Own<GrpcRoute>(manifest)) },
        "ReferenceGrant" => state with { ReferenceGrants = Set(state.ReferenceGrants, Own<ReferenceGrant>(manifest)) },
        "BackendTLSPolicy" => state with { BackendTlsPolicies = Set(state.BackendTlsPolicies, Own<BackendTlsPolicy>(manifest)) },
        "GatewayPlugin" => state with { Plugins = Set(state.Plugins, Own<GatewayPlugin>(manifest)) },
        "GatewayPolicy" => state with { Policies = Set(state.Policies, Own<GatewayPolicy>(manifest)) },
        var kind => throw new ArgumentException($"The kind {kind} isn't expected.", nameof(manifest)),
    };

    private static ImmutableDictionary<ResourceName, T> Set<T>(ImmutableDictionary<ResourceName, T> map, T resource)
        where T : IKubernetesObject<V1ObjectMeta>
        => map.SetItem(ResourceName.Of(resource), resource);

    private static T Core<T>(ImportDocument manifest) => KubernetesJson.Deserialize<T>(manifest.Content.ToJsonString());

    private static T Own<T>(ImportDocument manifest) => manifest.Content.Deserialize<T>(ApiJson.Options)!;
}

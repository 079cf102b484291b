using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Keeping;

/// <summary>A state of the cluster to keep.</summary>
/// <param name="State">The resources.</param>
/// <param name="Used">The Secrets and ConfigMaps that the configuration depends on. No others are kept.</param>
/// <param name="Zone">The zone of the gateway's node; null if it isn't known.</param>
internal sealed record KeptState(ClusterState State, UsedResources Used, string? Zone)
{
    /// <summary>The resources to keep, by kind.</summary>
    public IEnumerable<(ResourceKind Kind, IReadOnlyList<object> Objects)> Kinds =>
    [
        All(ResourceKind.Namespace, State.Namespaces),
        All(ResourceKind.Service, State.Services),
        All(ResourceKind.EndpointSlice, State.EndpointSlices),
        Some(ResourceKind.Secret, State.Secrets, Used.Secrets),
        Some(ResourceKind.ConfigMap, State.ConfigMaps, Used.ConfigMaps),
        All(ResourceKind.Ingress, State.Ingresses),
        All(ResourceKind.IngressClass, State.IngressClasses),
        All(ResourceKind.GatewayClass, State.GatewayClasses),
        All(ResourceKind.Gateway, State.Gateways),
        All(ResourceKind.ListenerSet, State.ListenerSets),
        All(ResourceKind.HttpRoute, State.HttpRoutes),
        All(ResourceKind.GrpcRoute, State.GrpcRoutes),
        All(ResourceKind.TlsRoute, State.TlsRoutes),
        All(ResourceKind.TcpRoute, State.TcpRoutes),
        All(ResourceKind.ReferenceGrant, State.ReferenceGrants),
        All(ResourceKind.BackendTlsPolicy, State.BackendTlsPolicies),
        All(ResourceKind.GatewayPlugin, State.Plugins),
        All(ResourceKind.GatewayPolicy, State.Policies),
        All(ResourceKind.GatewayConsumer, State.Consumers),
    ];

    private static (ResourceKind Kind, IReadOnlyList<object> Objects) All<T>(
        ResourceKind kind, ImmutableDictionary<ResourceName, T> resources)
        where T : class
        => (kind, [.. resources.Values]);

    private static (ResourceKind Kind, IReadOnlyList<object> Objects) Some<T>(
        ResourceKind kind, ImmutableDictionary<ResourceName, T> resources, ImmutableHashSet<ResourceName> names)
        where T : class
        => (kind, [.. names.Select(name => resources.GetValueOrDefault(name)).OfType<T>()]);
}

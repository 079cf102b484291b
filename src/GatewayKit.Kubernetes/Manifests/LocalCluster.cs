using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Resources.Plugins;
using GatewayKit.Kubernetes.Translation;
using k8s.Models;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>
/// The cluster that manifests describe, with what they depend on: namespaces, the GatewayClass of the chart, a pod for each Service without
/// EndpointSlices, and certificates for missing TLS Secrets.
/// </summary>
internal sealed class LocalCluster
{
    private readonly ManifestSet _manifests;
    private readonly List<ConfigError> _warnings = [];

    /// <summary>Creates the cluster.</summary>
    /// <param name="manifests">The manifests.</param>
    /// <param name="options">The names of the controller and of its class.</param>
    /// <param name="certificates">The certificates of missing Secrets.</param>
    public LocalCluster(ManifestSet manifests, TranslationOptions options, LocalCertificates certificates)
    {
        _manifests = manifests;
        State = ClusterState.Empty with
        {
            Namespaces = manifests.All<V1Namespace>(),
            Services = manifests.All<V1Service>(),
            EndpointSlices = manifests.All<V1EndpointSlice>(),
            Secrets = manifests.All<V1Secret>(),
            ConfigMaps = manifests.All<V1ConfigMap>(),
            Ingresses = manifests.All<V1Ingress>(),
            IngressClasses = manifests.All<V1IngressClass>(),
            GatewayClasses = manifests.All<GatewayClass>(),
            Gateways = manifests.All<Gateway>().ToImmutableDictionary(gateway => gateway.Key, gateway => WithoutAddresses(gateway.Value)),
            ListenerSets = manifests.All<ListenerSet>(),
            HttpRoutes = manifests.All<HttpRoute>(),
            GrpcRoutes = manifests.All<GrpcRoute>(),
            TlsRoutes = manifests.All<TlsRoute>(),
            TcpRoutes = manifests.All<TcpRoute>(),
            ReferenceGrants = manifests.All<ReferenceGrant>(),
            BackendTlsPolicies = manifests.All<BackendTlsPolicy>(),
            Plugins = manifests.All<GatewayPlugin>(),
            Policies = manifests.All<GatewayPolicy>(),
            Consumers = manifests.All<GatewayConsumerResource>(),
        };
        AddNamespaces();
        AddClass(options);
        AddPods();
        AddCertificates(certificates);
    }

    public ClusterState State { get; private set; }

    /// <summary>The Services whose pods are in this process.</summary>
    public IReadOnlySet<ResourceName> LocalServices { get; private set; } = ImmutableHashSet<ResourceName>.Empty;

    public IReadOnlyList<ConfigError> Warnings => _warnings;

    /// <summary>Each Gateway gets an address of this machine instead of the one that it asks for.</summary>
    public static Gateway WithoutAddresses(Gateway gateway)
        => gateway.Spec.Addresses.All(address => address.Type == "IPAddress")
            ? gateway with { Spec = gateway.Spec with { Addresses = [] } } : gateway;

    private void AddNamespaces()
    {
        var missing = _manifests.Resources.Select(resource => resource.Name.Namespace)
            .Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)
            .Select(name => new ResourceName("", name))
            .Where(name => !State.Namespaces.ContainsKey(name));
        State = State with
        {
            Namespaces = State.Namespaces.AddRange(missing.Select(name => KeyValuePair.Create(name, new V1Namespace
            {
                Metadata = new V1ObjectMeta
                {
                    Name = name.Name,
                    Labels = new Dictionary<string, string> { ["kubernetes.io/metadata.name"] = name.Name },
                },
            }))),
        };
    }

    /// <summary>Adds the GatewayClass that the chart creates.</summary>
    private void AddClass(TranslationOptions options)
    {
        var name = new ResourceName("", KubernetesOptions.DefaultIngressClass);
        if (State.GatewayClasses.ContainsKey(name))
            return;

        var added = new GatewayClass
        {
            Metadata = new V1ObjectMeta { Name = name.Name, Generation = 1 },
            Spec = new GatewayClassSpec { ControllerName = options.ControllerName },
        };
        State = State with { GatewayClasses = State.GatewayClasses.Add(name, added) };
    }

    private void AddPods()
    {
        var slices = State.EndpointSlices.Values
            .GroupBy(slice => new ResourceName(
                slice.Metadata.NamespaceProperty ?? "", slice.Metadata.Labels?.TryGetValue(LocalPods.ServiceLabel, out var service) == true
                    ? service : ""))
            .ToImmutableDictionary(
                group => group.Key,
                group => group.OrderBy(slice => slice.Metadata.Name, StringComparer.Ordinal).ToImmutableArray());
        var local = State.Services.Where(service => !slices.ContainsKey(service.Key)).ToArray();
        LocalServices = local.Select(service => service.Key).ToHashSet();
        State = State with
        {
            SlicesByService = slices.AddRange(local.Select(service => KeyValuePair.Create(
                service.Key, ImmutableArray.Create(LocalPods.SliceOf(service.Value))))),
        };
    }

    private void AddCertificates(LocalCertificates certificates)
    {
        foreach (var (name, host, location) in LocalCertificates.Missing(_manifests, State))
        {
            if (State.Secrets.ContainsKey(name))
                continue;

            State = State with { Secrets = State.Secrets.Add(name, certificates.Create(name, host)) };
            _warnings.Add(new ConfigError(
                ManifestResource.NameOf(ResourceKind.Secret, name),
                "isn't in the manifests; a self-signed certificate is used.", location));
        }
    }
}

using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Backends;
using GatewayKit.Kubernetes.Translation.Gateways;
using GatewayKit.Kubernetes.Translation.Ingresses;
using GatewayKit.Kubernetes.Translation.Memory;
using GatewayKit.Kubernetes.Translation.Plugins;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>Resolves the backends of a route, with the settings in its annotations.</summary>
/// <param name="owner">The route.</param>
/// <param name="annotations">Its annotations.</param>
/// <param name="lookups">The way to everything else.</param>
internal sealed class RouteBackends(ResourceOwner owner, RouteAnnotations annotations, Lookups lookups)
{
    /// <summary>The name of the clusters with the settings of this route. The Service can be in another namespace.</summary>
    private readonly ResourceName _name = owner.Name with
    {
        Name = $"{owner.Kind.ToString().ToLowerInvariant()}/{owner.Name}",
    };

    /// <summary>Returns the cluster of a reference, or that of the annotation <c>default-backend</c> while it has no endpoints.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="identity">The certificate of the Gateway; null for none.</param>
    /// <param name="settings">The settings of the rule.</param>
    public BackendTarget Resolve(BackendReference reference, BackendIdentity? identity, BackendSettings settings)
    {
        if (annotations.DefaultBackend is null || HasEndpoints(reference))
            return Find(reference, identity, settings);

        return Find(DefaultOf(reference) ?? reference, identity, settings);
    }

    /// <summary>Returns the entries of the annotations: copies of requests, and pages instead of errors.</summary>
    /// <param name="reference">The backend.</param>
    /// <param name="use">Adds a cluster that an entry needs.</param>
    public IEnumerable<PluginEntry> Entries(BackendReference reference, Action<TranslatedCluster> use)
    {
        if (annotations.Mirror is { } mirror)
        {
            var copies = AddressMirrors.ClusterOf(owner, mirror);
            use(copies);
            yield return AddressMirrors.EntryOf(copies.Id, mirror);
        }

        if (!annotations.ErrorStatuses.IsEmpty && DefaultOf(reference) is { } other
            && HttpBackends.Resolve(other, owner.Kind, owner.Name.Namespace, null, BackendSettings.Default, lookups).Cluster is { } pages)
        {
            use(pages);
            var service = BackendReferences.ServiceOf(reference, owner.Name.Namespace);
            yield return ErrorPages.EntryOf(
                owner, pages.Id, annotations.ErrorStatuses, new BackendPlace(0, service, reference.Port));
        }
    }

    /// <summary>Returns the reference to the first port of the annotation <c>default-backend</c>; null if there is none.</summary>
    private BackendReference? DefaultOf(BackendReference reference)
        => annotations.DefaultBackend is { } name
            && lookups.Read(Sources.Services, new ResourceName(owner.Name.Namespace, name))?.Spec?.Ports?.FirstOrDefault()?.Port
                is { } port
            ? reference with { Namespace = null, Name = name, Port = port } : null;

    private BackendTarget Find(BackendReference reference, BackendIdentity? identity, BackendSettings settings)
    {
        var own = annotations.Cluster;
        var target = HttpBackends.Resolve(
            reference, owner.Kind, owner.Name.Namespace, identity,
            settings with { Silence = own.Silence ?? settings.Silence, IsSecure = own.IsSecure, IsHttp2 = own.IsHttp2 }, lookups);
        return target.Cluster is { } cluster
            ? target with { Cluster = IngressClusters.With(cluster, KeyOf(reference), _name, own) } : target;
    }

    private bool HasEndpoints(BackendReference reference)
        => reference.Port is not null && !ServicePorts.EndpointsOf(KeyOf(reference), lookups).IsEmpty;

    private ServicePortKey KeyOf(BackendReference reference)
        => new(BackendReferences.ServiceOf(reference, owner.Name.Namespace), reference.Port!.Value);
}

using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Filters;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Backends;
using GatewayKit.Kubernetes.Translation.Ingresses.Annotations;
using GatewayKit.Kubernetes.Translation.Memory;
using GatewayKit.Kubernetes.Translation.Plugins;
using GatewayKit.Kubernetes.Translation.Routes;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>The clusters of an Ingress, and the entries of plugins that belong to its requests to them.</summary>
internal sealed class IngressTargets(ResourceOwner owner, IngressSettings settings, Lookups lookups)
{
    private static readonly PluginEntry s_serverHeader = new() { Name = ServerHeaderPlugin.Name, SharedScope = "ingress" };

    /// <summary>Returns the cluster of a backend, or that of the annotation <c>default-backend</c> while it has no endpoints; and the
    /// problem of the backend itself.</summary>
    public (IngressBackendTarget Target, Problem? Problem) Resolve(V1IngressBackend? backend)
    {
        var target = IngressBackends.Resolve(backend, owner.Name, settings.Cluster, lookups);
        return settings.DefaultBackend is not { } name || HasEndpoints(target.Place) ? (target, target.Problem)
            : (ResolveDefault(name, settings.Cluster), target.Problem);
    }

    /// <summary>Returns the entries of the requests to a backend: copies, changes of the request, pages instead of errors, and
    /// the name of the server.</summary>
    /// <param name="path">The path.</param>
    /// <param name="target">The backend.</param>
    /// <param name="use">Adds a cluster that an entry needs.</param>
    public IEnumerable<PluginEntry> Entries(IngressPath path, IngressBackendTarget target, Action<TranslatedCluster> use)
    {
        if (settings.Mirror is { } mirror)
        {
            var copies = AddressMirrors.ClusterOf(owner, mirror);
            use(copies);
            yield return AddressMirrors.EntryOf(copies.Id, mirror);
        }

        if (!settings.ErrorStatuses.IsEmpty && settings.DefaultBackend is { } name
            && ResolveDefault(name, IngressClusterSettings.None).Cluster is { } pages)
        {
            use(pages);
            yield return ErrorPages.EntryOf(owner, pages.Id, settings.ErrorStatuses, target.Place);
        }

        if (settings.ForwardedPrefix is { } prefix)
        {
            var set = new Dictionary<string, string> { ["X-Forwarded-Prefix"] = prefix };
            yield return AnnotationReader.Entry(HeadersPlugin.Name, "prefix", new { request = new { set } });
        }

        if (settings.RewriteTarget is { } replacement && !path.IsDefault)
            yield return AnnotationReader.Entry(RewritePlugin.Name, "annotation", new { pattern = path.Pattern, replacement });

        // The last entry sees a response first, so that plugins can remove the header.
        yield return s_serverHeader;
    }

    /// <summary>Returns the cluster of the first port of a Service.</summary>
    private IngressBackendTarget ResolveDefault(string name, IngressClusterSettings clusterSettings)
    {
        var port = lookups.Read(Sources.Services, new ResourceName(owner.Name.Namespace, name))?.Spec?.Ports?.FirstOrDefault()?.Port;
        var backend = new V1IngressBackend
        {
            Service = new V1IngressServiceBackend { Name = name, Port = new V1ServiceBackendPort { Number = port ?? 80 } },
        };
        return IngressBackends.Resolve(backend, owner.Name, clusterSettings, lookups);
    }

    private bool HasEndpoints(BackendPlace? place)
        => place?.Port is { } port && !ServicePorts.EndpointsOf(new ServicePortKey(place.Service, port), lookups).IsEmpty;
}

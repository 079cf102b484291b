using System.Collections.Immutable;
using System.Runtime.InteropServices;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Kubernetes.Translation.Memory;
using GatewayKit.Kubernetes.Translation.Routes;

namespace GatewayKit.Kubernetes.Translation;

/// <summary>
/// The routes, stream routes and clusters of the configuration, with their owners. A new set of results changes only the entries of those
/// that differ from the last one, so that the rest keeps its objects.
/// </summary>
internal sealed class ConfigParts
{
    private readonly Dictionary<string, (TranslatedCluster Cluster, int Users)> _clusters = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _attached = [];
    private List<RouteResult> _results = [];

    private ImmutableDictionary<string, GatewayRoute> _routes = new GatewayConfig().Routes;
    private ImmutableDictionary<string, StreamRoute> _streamRoutes = new GatewayConfig().StreamRoutes;
    private ImmutableDictionary<string, GatewayCluster> _gatewayClusters = new GatewayConfig().Clusters;

    /// <summary>The owner of each route, route of streams and cluster.</summary>
    public ImmutableDictionary<ConfigOwner, ResourceOwner> Owners { get; private set; } = [];

    /// <summary>The number of attached routes by the name of the listener.</summary>
    public IReadOnlyDictionary<string, int> Attached => _attached;

    /// <summary>Returns a configuration with the entries of the last results.</summary>
    public GatewayConfig AddTo(GatewayConfig config)
        => config with { Routes = _routes, StreamRoutes = _streamRoutes, Clusters = _gatewayClusters };

    /// <summary>Uses the results of a round.</summary>
    /// <param name="results">The results.</param>
    /// <param name="lookups">The way to the clusters.</param>
    public void Update(List<RouteResult> results, Lookups lookups)
    {
        var (removed, added) = ListChanges<RouteResult>.Between(
            CollectionsMarshal.AsSpan(_results), CollectionsMarshal.AsSpan(results), result => result.Owner);
        _results = results;

        var routes = _routes.ToBuilder();
        var streamRoutes = _streamRoutes.ToBuilder();
        var owners = Owners.ToBuilder();
        foreach (var result in removed)
        {
            var route = result.Route;
            routes.RemoveRange(route.Routes.Select(pair => pair.Key));
            streamRoutes.RemoveRange(route.StreamRoutes.Select(pair => pair.Key));
            owners.RemoveRange(route.Routes.Select(pair => ConfigOwner.Route(pair.Key)));
            owners.RemoveRange(route.StreamRoutes.Select(pair => ConfigOwner.StreamRoute(pair.Key)));
            foreach (var cluster in route.Clusters)
                Release(cluster);
            foreach (var listener in result.Attached)
                _attached[listener]--;
        }

        foreach (var result in added)
        {
            foreach (var (id, route) in result.Route.Routes)
            {
                routes[id] = route;
                owners[ConfigOwner.Route(id)] = result.Owner;
            }

            foreach (var (id, route) in result.Route.StreamRoutes)
            {
                streamRoutes[id] = route;
                owners[ConfigOwner.StreamRoute(id)] = result.Owner;
            }

            foreach (var cluster in result.Route.Clusters)
                Use(cluster);
            foreach (var listener in result.Attached)
                _attached[listener] = _attached.GetValueOrDefault(listener) + 1;
        }

        UpdateClusters(owners, lookups);
        foreach (var (listener, count) in _attached)
        {
            if (count == 0)
                _attached.Remove(listener);
        }

        (_routes, _streamRoutes, Owners) = (routes.ToImmutable(), streamRoutes.ToImmutable(), owners.ToImmutable());
    }

    private void Release(TranslatedCluster cluster) => _clusters[cluster.Id] = (cluster, _clusters[cluster.Id].Users - 1);

    private void Use(TranslatedCluster cluster) => _clusters[cluster.Id] = (cluster, _clusters.GetValueOrDefault(cluster.Id).Users + 1);

    /// <summary>Reads the clusters that routes use: they change without their routes.</summary>
    private void UpdateClusters(ImmutableDictionary<ConfigOwner, ResourceOwner>.Builder owners, Lookups lookups)
    {
        var clusters = _gatewayClusters.ToBuilder();
        foreach (var (id, (cluster, users)) in _clusters)
        {
            if (users == 0)
            {
                _clusters.Remove(id);
                clusters.Remove(id);
                owners.Remove(ConfigOwner.Cluster(id));
                continue;
            }

            var content = cluster.Source.Read(lookups);
            if (ReferenceEquals(clusters.GetValueOrDefault(id), content))
                continue;

            clusters[id] = content;
            owners[ConfigOwner.Cluster(id)] = cluster.Owner;
        }

        _gatewayClusters = clusters.ToImmutable();
    }
}

using System.Collections.Immutable;
using GatewayKit.Compilation;
using GatewayKit.Configuration;

namespace GatewayKit.Proxy.Checks;

/// <summary>How many routes use each cluster.</summary>
internal sealed class ClusterUses
{
    private readonly Dictionary<string, int> _routes;

    private ClusterUses(Dictionary<string, int> routes) => _routes = routes;

    /// <summary>Counts the routes of each cluster.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="changes">The routes that differ from the last configuration.</param>
    /// <param name="lastRoutes">The routes of the last configuration; null if there is none.</param>
    /// <param name="last">The uses in the last configuration; null if there is none.</param>
    public static ClusterUses Of(
        GatewayConfig config, RouteChanges changes, ImmutableDictionary<string, GatewayRoute>? lastRoutes, ClusterUses? last)
    {
        var uses = new Dictionary<string, int>(changes.AreAll || last is null ? [] : last._routes, StringComparer.OrdinalIgnoreCase);
        foreach (var id in changes.Ids)
        {
            if (lastRoutes?.TryGetValue(id, out var before) == true)
                Add(before, -1);
        }

        foreach (var (_, route) in changes.Among(config.Routes))
            Add(route, 1);
        return new ClusterUses(uses);

        void Add(GatewayRoute route, int by)
        {
            var cluster = route.Route.ClusterId ?? "";
            uses[cluster] = uses.GetValueOrDefault(cluster) + by;
        }
    }

    /// <summary>Returns whether a route uses a cluster.</summary>
    public bool Contains(string cluster) => _routes.GetValueOrDefault(cluster) > 0;
}

using System.Collections.Immutable;
using GatewayKit.Compilation;
using GatewayKit.Configuration;

namespace GatewayKit.Proxy.Checks;

/// <summary>Warns about clusters that neither a route nor an option of a plugin names.</summary>
internal sealed class UnusedClusterRule : IPipelineRule
{
    private readonly Lock _checking = new();

    /// <summary>The uses in the last configuration. Of the next one, only the changed routes are counted.</summary>
    private (ImmutableDictionary<string, GatewayRoute> Routes, ClusterUses Uses)? _last;

    public void Check(GatewayConfig config, ComposedRoutes routes, IReadOnlySet<string> namedClusters, ConfigErrors errors)
    {
        ClusterUses uses;
        lock (_checking)
        {
            uses = ClusterUses.Of(config, RouteChanges.Between(_last?.Routes, config), _last?.Routes, _last?.Uses);
            _last = (config.Routes, uses);
        }

        var streamed = config.StreamRoutes.Values
            .SelectMany(route => route.Backends)
            .Select(backend => backend.ClusterId)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (id, cluster) in config.Clusters)
        {
            if (!uses.Contains(id) && !streamed.Contains(id) && !namedClusters.Contains(id))
                errors.Warn(ConfigOwner.Cluster(id), "no route uses it. Remove it, unless a plugin chooses it.", cluster.Location);
        }
    }
}

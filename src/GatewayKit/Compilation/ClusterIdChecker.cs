using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Compilation;

/// <summary>
/// Checks the clusters that options of plugins name: that they exist, and that those that replace each other on a route have the same
/// plugins, because a plugin chooses one of them when others have run already.
/// </summary>
internal sealed class ClusterIdChecker(GatewayConfig config, CompiledEntries entries, ConfigErrors errors)
{
    /// <param name="all">The entries of all scopes.</param>
    /// <returns>The named clusters.</returns>
    public IReadOnlySet<string> Check(IEnumerable<CompiledEntry> all)
    {
        var named = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in all)
        {
            // A cluster whose name isn't known can't be found.
            if (!entry.Type.NamesClusters || !entry.Entry.Enabled || UnsetVariables.AreIn(entry.Entry.Options))
                continue;

            if (entry.Entry.Tenant is not null && entry.ClusterIds.Count > 0)
            {
                Report(
                    entry, entry.ClusterIds[0].Option,
                    "names a cluster; plugins of a tenant can't use clusters, which can belong to others");
                continue;
            }

            foreach (var id in entry.ClusterIds)
            {
                named.Add(id.Value);
                if (!config.Clusters.ContainsKey(id.Value))
                    Report(entry, id.Option, $"{(id.IsKey ? "names" : "is")} '{id.Value}'; "
                        + UnknownName.For("cluster", id.Value, config.Clusters.Keys));
            }

            if (errors.Total == 0 && entry.ClusterIds.FirstOrDefault(id => id.IsInterchangeable) is { Option: { } option })
                CheckInterchangeable(entry, option);
        }

        return named;
    }

    private void CheckInterchangeable(CompiledEntry entry, string option)
    {
        string[] ids = [.. entry.ClusterIds.Where(id => id.IsInterchangeable).Select(id => id.Value)];
        var own = entry.Placement switch
        {
            { Scope: PluginScope.Route, ScopeId: { } route } when entry.SharedKey is null => config.Routes[route].Route.ClusterId ?? "",
            { Scope: PluginScope.Cluster, ScopeId: var cluster } => cluster,
            _ => null,
        };
        if (own is { Length: 0 })
            Report(entry, option, "has no effect; the route doesn't have a cluster");
        else if (own is not null && !ids.Contains(own, StringComparer.OrdinalIgnoreCase))
            Report(entry, option, $"doesn't name '{own}', the cluster of the {entry.Placement.Scope.ToString().ToLowerInvariant()}");

        foreach (var (index, other) in ids.Index().Skip(1))
        {
            if (!HaveSamePlugins(ids[0], other))
            {
                Report(entry, option, $"names '{ids[0]}' and '{other}', which have different plugins, but only those of the route's "
                    + "cluster run, whichever is chosen; give both the same plugins, or move the plugins to the routes");
            }
            else if (HasAffinity(ids[0]) != HasAffinity(other))
            {
                Report(entry, option, $"names '{ids[0]}' and '{other}', but only one of them has session affinity; "
                    + "enable it for both or for none, with a different affinityKeyName");
            }
            else if (HasAffinity(other))
            {
                CheckAffinity(entry, option, ids[..index], other);
            }
        }
    }

    private void CheckAffinity(CompiledEntry entry, string option, string[] before, string id)
    {
        if (!PolicyOf(before[0]).Equals(PolicyOf(id), StringComparison.OrdinalIgnoreCase))
        {
            Report(entry, option, $"names '{before[0]}' and '{id}', whose session affinity has different policies, "
                + $"{PolicyOf(before[0])} and {PolicyOf(id)}; give both the same policy");
        }

        var name = config.Clusters[id].Cluster.SessionAffinity!.AffinityKeyName;
        foreach (var other in before)
        {
            if (string.Equals(config.Clusters[other].Cluster.SessionAffinity?.AffinityKeyName, name, StringComparison.OrdinalIgnoreCase))
                Report(entry, option, $"names '{other}' and '{id}', which have the same affinityKeyName; give each its own");
        }
    }

    private bool HaveSamePlugins(string one, string other)
    {
        PluginEntry[] a = [.. PluginsOf(one)];
        PluginEntry[] b = [.. PluginsOf(other)];
        return a.Length == b.Length && a.Zip(b).All(pair => ConfigContent.IsSame(pair.First, pair.Second));
    }

    /// <summary>The plugins of a cluster, except those that choose a cluster.</summary>
    private IEnumerable<PluginEntry> PluginsOf(string cluster)
        => entries.Of(PluginScope.Cluster, cluster)
            .Where(entry => !entry.ClusterIds.Any(id => id.IsInterchangeable))
            .Select(entry => entry.Entry);

    private bool HasAffinity(string cluster) => config.Clusters[cluster].Cluster.SessionAffinity?.Enabled == true;

    private string PolicyOf(string cluster)
        => config.Clusters[cluster].Cluster.SessionAffinity?.Policy is { Length: > 0 } policy
            ? policy
            : "HashCookie";

    private void Report(CompiledEntry entry, string option, string message) => entry.Report(new OptionsError(option, message), errors);
}

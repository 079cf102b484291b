using System.Collections.Immutable;
using GatewayKit.Configuration;

namespace GatewayKit.Runtime;

/// <summary>Makes one configuration of those of several sources. An id belongs to one source.</summary>
internal static class ConfigMerger
{
    public static GatewayConfig Merge(IReadOnlyList<(string Source, GatewayConfig Config)> sources, ConfigErrors errors)
    {
        if (sources is [var only])
            return only.Config;

        return new GatewayConfig
        {
            Plugins = [.. sources.SelectMany(s => s.Config.Plugins)],
            Routes = Union(sources, "routes", c => c.Routes, errors),
            Clusters = Union(sources, "clusters", c => c.Clusters, errors),
            Groups = Union(sources, "groups", c => c.Groups, errors),
            Consumers = Union(sources, "consumers", c => c.Consumers, errors),
            TrustedProxies = [.. sources.SelectMany(s => s.Config.TrustedProxies)],
            Paths = One(sources, "paths", c => c.Paths, errors),
            Shutdown = One(sources, "shutdown", c => c.Shutdown, errors),
            Folders = sources.Aggregate(ImmutableDictionary<string, string>.Empty, (all, s) => all.SetItems(s.Config.Folders)),
        };
    }

    private static ImmutableDictionary<string, T> Union<T>(
        IReadOnlyList<(string Source, GatewayConfig Config)> sources, string key, Func<GatewayConfig, ImmutableDictionary<string, T>> select, ConfigErrors errors)
    {
        var owners = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var union = ImmutableDictionary.CreateBuilder<string, T>(StringComparer.OrdinalIgnoreCase);
        foreach (var (source, config) in sources)
        {
            foreach (var (id, value) in select(config))
            {
                if (owners.TryAdd(id, source))
                    union.Add(id, value);
                else
                    errors.Add($"{key}.{id}", $"both '{owners[id]}' and '{source}' define it; an id belongs to one source.", new ConfigPlace(source, 0, 0));
            }
        }

        return union.ToImmutable();
    }

    private static T? One<T>(
        IReadOnlyList<(string Source, GatewayConfig Config)> sources, string key, Func<GatewayConfig, T?> select, ConfigErrors errors)
        where T : class
    {
        var set = sources.Where(s => select(s.Config) is not null).ToArray();
        if (set.Length > 1)
            errors.Add(key, $"both '{set[0].Source}' and '{set[1].Source}' set it; one source may.", new ConfigPlace(set[1].Source, 0, 0));

        return set.Length == 0 ? null : select(set[0].Config);
    }
}

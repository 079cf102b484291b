using System.Collections.Frozen;
using System.Collections.Immutable;

namespace GatewayKit.Configuration.Merging;

/// <summary>Merges the configurations of several sources. Only one source can define an id, or a section.</summary>
internal static class ConfigMerger
{
    /// <summary>The merge of each property. A test checks that none is missing.</summary>
    public static readonly FrozenDictionary<string, Func<GatewayConfig, Merge, GatewayConfig>> Rules =
        new Dictionary<string, Func<GatewayConfig, Merge, GatewayConfig>>
        {
            [nameof(GatewayConfig.Plugins)] = (c, m) => c with { Plugins = m.Concatenate(s => s.Plugins) },
            [nameof(GatewayConfig.Routes)] = (c, m) => c with { Routes = m.Union("routes", s => s.Routes, r => r.Location) },
            [nameof(GatewayConfig.Clusters)] = (c, m) => c with { Clusters = m.Union("clusters", s => s.Clusters, r => r.Location) },
            [nameof(GatewayConfig.Groups)] = (c, m) => c with { Groups = m.Union("groups", s => s.Groups, r => r.Location) },
            [nameof(GatewayConfig.Consumers)] = (c, m) => c with { Consumers = m.Union("consumers", s => s.Consumers, r => r.Location) },
            [nameof(GatewayConfig.TrustedProxies)] = (c, m) => c with { TrustedProxies = m.Concatenate(s => s.TrustedProxies) },
            [nameof(GatewayConfig.Paths)] = (c, m) => c with { Paths = m.Single("paths", s => s.Paths) },
            [nameof(GatewayConfig.Problems)] = (c, m) => c with { Problems = m.Union("problems", s => s.Problems, p => p.Location) },
            [nameof(GatewayConfig.Shutdown)] = (c, m) => c with { Shutdown = m.Single("shutdown", s => s.Shutdown) },
            [nameof(GatewayConfig.Tls)] = (c, m) => c with { Tls = m.Single("tls", s => s.Tls) },
            [nameof(GatewayConfig.Portal)] = (c, m) => c with { Portal = m.Single("portal", s => s.Portal) },
            [nameof(GatewayConfig.Listeners)] = (c, m) => c with { Listeners = m.Union("listeners", s => s.Listeners, _ => default) },
            [nameof(GatewayConfig.StreamRoutes)] =
                (c, m) => c with { StreamRoutes = m.Union("streamRoutes", s => s.StreamRoutes, _ => default) },
            [nameof(GatewayConfig.Folders)] =
                (c, m) => c with { Folders = m.Sources.Aggregate(c.Folders, (all, s) => all.SetItems(s.Config.Folders)) },
            [nameof(GatewayConfig.Variables)] = (c, m) => c with { Variables = m.Concatenate(s => s.Variables) },
            [nameof(GatewayConfig.KeyLocations)] = (c, _) => c,
            [nameof(GatewayConfig.RouteDifference)] =
                (c, m) => c with { RouteDifference = m.Sources.Select(s => s.Config.RouteDifference).FirstOrDefault(d => d is not null) },
        }.ToFrozenDictionary();

    public static GatewayConfig Merge(IReadOnlyList<(string Source, GatewayConfig Config)> sources, ConfigErrors errors)
    {
        foreach (var (value, written) in sources.SelectMany(s => s.Config.Variables))
            errors.Hide(value, written);
        if (sources is [var only] && IgnoresCase(only.Config))
            return only.Config;

        var merge = new Merge(sources, errors);
        return Rules.Values.Aggregate(new GatewayConfig(), (config, rule) => rule(config, merge));
    }

    /// <summary>Returns whether ids can't differ only in case: a configuration that code has built may have other
    /// dictionaries.</summary>
    private static bool IgnoresCase(GatewayConfig config)
        => IgnoresCase(config.Routes) && IgnoresCase(config.Clusters) && IgnoresCase(config.Groups) && IgnoresCase(config.Consumers)
            && IgnoresCase(config.Problems) && IgnoresCase(config.Listeners) && IgnoresCase(config.StreamRoutes);

    private static bool IgnoresCase<T>(ImmutableDictionary<string, T> entries)
        => entries.KeyComparer == StringComparer.OrdinalIgnoreCase;
}

using System.Collections.Immutable;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Gateway;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Sources;

/// <summary>Checks the values of a configuration that was created in code, with the same rules and owners as a document.</summary>
internal static class CodeConfigRules
{
    /// <summary>Checks every value.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="source">The name of its source; null if it isn't known.</param>
    /// <param name="errors">Collects the errors.</param>
    /// <param name="valid">A configuration without errors, whose objects aren't checked again; null for none.</param>
    public static void Check(GatewayConfig config, string? source, ConfigErrors errors, GatewayConfig? valid = null)
    {
        var location = new ConfigLocation(source);
        CheckPlugins(config.Plugins, ConfigPiece.Whole, location, errors);
        CheckShared(config, location, errors);
        foreach (var (id, route) in ToCheck(config.Routes, valid?.Routes, r => r.Node, config.RouteDifference))
            Check(route with { Plugins = [] }, route.Plugins, ConfigOwner.Route(id), route.Location, location, errors);
        foreach (var (id, cluster) in ToCheck(config.Clusters, valid?.Clusters, c => c.Node))
            Check(cluster with { Plugins = [] }, cluster.Plugins, ConfigOwner.Cluster(id), cluster.Location, location, errors);
        foreach (var (name, group) in ToCheck(config.Groups, valid?.Groups, g => g.Node))
            Check(group with { Plugins = [] }, group.Plugins, ConfigOwner.Group(name), group.Location, location, errors);
        foreach (var (name, consumer) in ToCheck(config.Consumers, valid?.Consumers, c => c.Node))
            Check(consumer with { Plugins = [] }, consumer.Plugins, ConfigOwner.Consumer(name), consumer.Location, location, errors);
    }

    private static IEnumerable<KeyValuePair<string, T>> ToCheck<T>(
        ImmutableDictionary<string, T> entries, ImmutableDictionary<string, T>? valid, Func<T, ConfigNode?> node,
        SectionDifference? difference = null)
        where T : class
    {
        if (ReferenceEquals(entries, valid))
            return [];

        IEnumerable<KeyValuePair<string, T>> changed = valid is not null && difference?.Between(valid, entries) is { } ids
            ? ids.Where(entries.ContainsKey).Select(id => KeyValuePair.Create(id, entries[id]))
            : entries.Where(entry => !ReferenceEquals(valid?.GetValueOrDefault(entry.Key), entry.Value));
        return changed.Where(entry => node(entry.Value) is null);
    }

    private static void CheckShared(GatewayConfig config, ConfigLocation location, ConfigErrors errors)
    {
        var shared = new GatewayConfig
        {
            Paths = config.Paths,
            TrustedProxies = config.TrustedProxies,
            Problems = config.Problems,
            Shutdown = config.Shutdown,
            Tls = config.Tls,
            Portal = config.Portal,
        };
        var at = new BindingPoint(errors, ConfigPiece.Whole, "", location);
        NodeBinder.Bind(typeof(GatewayConfig), ConfigNode.FromValue(shared), at);
        for (var i = 0; i < config.TrustedProxies.Length; i++)
            TrustedProxiesBinder.Check(
                config.TrustedProxies[i], DisplayText.Text(config.TrustedProxies[i]), at.Key("trustedProxies").Item(i));
    }

    private static void Check<T>(
        T part, ImmutableArray<PluginEntry> plugins, ConfigOwner owner, ConfigLocation own, ConfigLocation location, ConfigErrors errors)
        where T : notnull
    {
        var piece = ConfigPiece.Of(owner);
        if (own.Source is not null)
            location = own;
        NodeBinder.Bind(typeof(T), ConfigNode.FromValue(part), new BindingPoint(errors, piece, "", location));
        CheckPlugins(plugins, piece, location, errors);
    }

    private static void CheckPlugins(ImmutableArray<PluginEntry> plugins, ConfigPiece owner, ConfigLocation location, ConfigErrors errors)
    {
        for (var i = 0; i < plugins.Length; i++)
        {
            if (plugins[i] is not { Node: null } entry)
                continue;

            var at = new BindingPoint(
                errors, owner.Plugin(i).Named(entry.Name), "", entry.Location.Source is null ? location : entry.Location);
            NodeBinder.Bind(typeof(PluginEntry), ConfigNode.FromValue(entry), at);
        }
    }
}

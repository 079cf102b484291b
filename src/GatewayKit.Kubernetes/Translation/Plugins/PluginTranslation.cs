using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>Translates GatewayPlugins, GatewayPolicies and GatewayConsumers, apart from the plugins of routes
/// (<see cref="RoutePlugins"/>).</summary>
internal static class PluginTranslation
{
    private static readonly MemoPart<int, ImmutableDictionary<ResourceName, PluginEntry>> s_entries = new(
        (_, lookups) => lookups.ReadAll(Sources.Plugins).Keys
            .Select(name => KeyValuePair.Create(name, PluginResolution.Unchecked(name, lookups).Entry!))
            .Where(plugin => plugin.Value is not null)
            .ToImmutableDictionary());

    private static readonly MemoPart<int, ImmutableArray<ResourceStatus>> s_ofPlugins = new(
        (_, lookups) =>
        [
            .. Names(lookups.ReadAll(Sources.Plugins)).Select(name => PluginStatus.Of(name, lookups)).OfType<ResourceStatus>(),
        ]);

    private static readonly MemoPart<int, ImmutableArray<ResourceStatus>> s_ofPolicies = new(
        (_, lookups) =>
        [
            .. Names(lookups.ReadAll(Sources.Policies)).Select(name => PolicyStatuses.Of(name, lookups)).OfType<ResourceStatus>(),
        ]);

    /// <summary>Adds them to a translation.</summary>
    public static Translation Add(Translation translation, Lookups lookups)
    {
        var consumers = ConsumerTranslation.Of(lookups);
        return translation with
        {
            Config = translation.Config with { Consumers = consumers.Consumers, Groups = consumers.Groups },
            Owners = translation.Owners.AddRange(consumers.Owners),
            PluginEntries = lookups.Get(s_entries, 0),
            Statuses =
            [
                .. translation.Statuses, .. lookups.Get(s_ofPlugins, 0), .. lookups.Get(s_ofPolicies, 0), .. consumers.Statuses,
            ],
        };
    }

    private static IEnumerable<ResourceName> Names<T>(ImmutableDictionary<ResourceName, T> resources) => resources.Keys.Order();
}

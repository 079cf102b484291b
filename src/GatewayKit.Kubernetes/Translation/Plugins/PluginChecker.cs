using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Matching;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.Plugins;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>Checks each version of a GatewayPlugin once, on a route of its own, with the plugins that are loaded.</summary>
/// <param name="checker">The gateway's checks.</param>
internal sealed class PluginChecker(IGatewayConfigChecker checker)
{
    private const string ClusterId = "checked";

    /// <summary>The number of entries in a check. A check lists at most 1,000 errors.</summary>
    private const int MostAtOnce = 50;

    /// <summary>The number of errors that a status lists.</summary>
    private const int MostShown = 10;

    private static readonly GatewayCluster s_cluster = new()
    {
        Cluster = new ClusterConfig
        {
            ClusterId = ClusterId,
            Destinations = new Dictionary<string, DestinationConfig> { ["none"] = new() { Address = "http://127.0.0.1:1" } },
        },
    };

    private Dictionary<ResourceName, PluginEntry> _checked = [];

    /// <summary>The rejected versions.</summary>
    public ImmutableDictionary<ResourceName, PluginRejection> Rejections { get; private set; } = [];

    /// <summary>Forgets all results, after the loaded plugins have changed.</summary>
    public void Reset() => _checked = [];

    /// <summary>Checks the entries that aren't those of the last call.</summary>
    /// <param name="entries">All entries.</param>
    /// <returns>Whether <see cref="Rejections"/> has changed.</returns>
    public bool Update(ImmutableDictionary<ResourceName, PluginEntry> entries)
    {
        var changed = entries
            .Where(plugin => !_checked.TryGetValue(plugin.Key, out var before) || !ReferenceEquals(before, plugin.Value))
            .ToArray();
        var kept = Rejections.RemoveRange(Rejections.Keys.Where(name => !entries.ContainsKey(name)).Concat(changed.Select(c => c.Key)));
        var rejections = kept.SetItems(changed.Chunk(MostAtOnce).SelectMany(Check));
        _checked = new(entries);
        if (ReferenceEquals(rejections, Rejections) || (rejections.IsEmpty && Rejections.IsEmpty))
            return false;

        Rejections = rejections;
        return true;
    }

    private IEnumerable<KeyValuePair<ResourceName, PluginRejection>> Check(KeyValuePair<ResourceName, PluginEntry>[] plugins)
    {
        var report = checker.Check(new GatewayConfig
        {
            Clusters = ImmutableDictionary<string, GatewayCluster>.Empty.Add(ClusterId, s_cluster),
            Routes = plugins.ToImmutableDictionary(plugin => plugin.Key.ToString(), plugin => Route(plugin.Key, plugin.Value)),
        });

        // Errors without an owner can be those of any entry, so each is checked by itself.
        if (!report.Shared.IsEmpty && plugins.Length > 1)
            return plugins.SelectMany(plugin => Check([plugin]));

        return plugins
            .Select(plugin => (Plugin: plugin, Errors: report.Routes.GetValueOrDefault(plugin.Key.ToString(), report.Shared)))
            .Where(found => !found.Errors.IsEmpty)
            .Select(found => KeyValuePair.Create(found.Plugin.Key, new PluginRejection(found.Plugin.Value, Describe(found.Errors))));
    }

    private static string Describe(ImmutableArray<ConfigError> errors)
        => string.Join(" ", errors.Select(error => error.Message).Distinct().Take(MostShown));

    private static GatewayRoute Route(ResourceName name, PluginEntry entry) => new()
    {
        Route = new RouteConfig { RouteId = name.ToString(), ClusterId = ClusterId, Match = PreciseMatch.AnyRequest },
        Match = new PreciseMatch { Owner = name.ToString() },
        Plugins = [entry],
    };
}

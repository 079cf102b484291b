using System.Collections.Frozen;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Merging;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Edge;
using GatewayKit.Plugins;
using GatewayKit.Responses;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Compilation;

/// <summary>
/// Compiles a configuration to a snapshot: checks everything, binds every option, creates every plugin and composes every
/// pipeline. Returns a snapshot only if there are no errors.
/// </summary>
internal sealed partial class SnapshotCompiler(
    IEnumerable<IConfigRule> rules, IEnumerable<IPipelineRule> pipelineRules, ModuleLifetimes modules, WatchedFiles watched, ILogger<SnapshotCompiler> logger)
{
    private long _revision;

    /// <summary>Compiles the configurations of several sources together.</summary>
    /// <param name="sources">The configurations with the names of their sources.</param>
    /// <param name="catalog">The available plugins.</param>
    /// <param name="previous">The active snapshot, for the ids of unchanged clusters.</param>
    /// <param name="errors">Collects the errors. If it already has one, the compilation only looks for more.</param>
    /// <returns>The snapshot; null after an error, or if unset variables leave values unknown.</returns>
    public GatewaySnapshot? Compile(
        IEnumerable<(string Source, GatewayConfig? Config)> sources, PluginCatalog catalog, GatewaySnapshot? previous, ConfigErrors errors)
    {
        var all = sources.ToArray();
        var given = all.Where(s => s.Config is not null).Select(s => (s.Source, s.Config!)).ToArray();

        // Definitions of an unreadable source must not be reported as missing from the others.
        if (errors.Count > 0 && given.Length < all.Length)
            return null;

        return Compile(ConfigMerger.Merge(given, errors), catalog, previous, errors);
    }

    /// <param name="config">The configuration.</param>
    /// <param name="catalog">The available plugins.</param>
    /// <param name="previous">The active snapshot, for the ids of unchanged clusters.</param>
    /// <param name="errors">Collects the errors.</param>
    public GatewaySnapshot? Compile(GatewayConfig config, PluginCatalog catalog, GatewaySnapshot? previous, ConfigErrors errors)
    {
        foreach (var rule in rules)
            rule.Check(config, errors);
        var problems = ProblemBodies.Compile(config.Problems, errors);
        var entryCompiler = new EntryCompiler(catalog, config.Folders, previous?.Entries ?? CompiledEntries.None, errors);
        var entries = entryCompiler.Compile(config);
        var directory = new ConsumerCompiler(config, catalog, errors).Compile(previous?.Consumers);
        if (errors.Total > 0)
            return null;

        var composers = config.Routes.ToFrozenDictionary(r => r.Key, r => Composer(r.Key, r.Value), StringComparer.OrdinalIgnoreCase);
        new PlaceChecker(config, entries, errors).Check(composers.Values);
        foreach (var rule in pipelineRules)
            rule.Check(config, composers, errors);
        OutputCacheChecker.Check(config, composers, errors);
        AnswerChecker.Check(config, composers, entries.OfCallers, errors);
        if (errors.Total > 0)
            return null;

        var edge = EdgeSettings.From(config, problems);
        var infos = config.Routes.ToDictionary(r => r.Key, r => Describe(r.Value.Route), StringComparer.OrdinalIgnoreCase);
        var activator = new PluginActivator(directory, watched, previous?.Entries ?? CompiledEntries.None, errors);
        // A plugin can't be created from unknown options; the others can still be checked.
        var created = entryCompiler.All.Where(entry => !UnsetVariables.AreIn(entry.Entry.Options)).ToArray();

        // Routes on which the entry never runs don't get an instance: that would be one for each pair of routes.
        var served = composers.Values.SelectMany(c => c.Placed.Select(placed => (placed.Entry, Route: infos[c.RouteId]))).ToLookup(pair => pair.Entry, pair => pair.Route);
        RouteInfo[] servedToCallers = [.. composers.Values.Where(c => c.KnowsCallers).Select(c => infos[c.RouteId])];
        foreach (var entry in created)
            activator.Activate(entry, entry.Placement.Scope >= PluginScope.Group ? servedToCallers : served[entry]);
        if (errors.Total > 0 || created.Length < entryCompiler.All.Count)
        {
            _ = GatewaySnapshot.ReleaseAsync(activator.Instances, modules, LogDisposeFailed);
            return null;
        }

        var revision = Interlocked.Increment(ref _revision);
        var snapshot = new GatewaySnapshot(revision, config, catalog, modules, LogDisposeFailed)
        {
            Edge = edge,
            ClusterVersions = VersionClusters(config, previous, revision),
        };
        var callers = new CallerScopes(config, entries);
        snapshot.Complete(entries, directory, config.Routes.Select(r => Compile(r.Key, r.Value)), UnmatchedRoute.Compile(snapshot, entries.Global), activator.Instances, [.. entryCompiler.All.SelectMany(entry => entry.CommandTargets).OrderBy(target => target.Placement.Key, StringComparer.Ordinal)]);
        return snapshot;

        CompiledRoute Compile(string id, GatewayRoute route)
        {
            var pipeline = composers[id].Compose();
            return new CompiledRoute
            {
                Info = infos[id],
                Snapshot = snapshot,
                Pipeline = pipeline,
                Authentication = route.Authentication,
                Paths = PathPolicy.Resolve(config.Paths, route.Paths),
                MaxRequestBodySize = route.Route.MaxRequestBodySize,
                CallerPipelines = callers.IsEmpty ? null : new CallerPipelines(callers, pipeline, composers[id]),
            };
        }

        PipelineComposer Composer(string id, GatewayRoute route)
            => new(id, entries.Global, route.Route.ClusterId is { Length: > 0 } clusterId ? entries.Of(PluginScope.Cluster, clusterId) : [], entries.Of(PluginScope.Route, id));
    }

    /// <summary>
    /// A changed cluster gets another id in YARP, so that a request that started with the old configuration
    /// never uses the new destinations.
    /// </summary>
    private static FrozenDictionary<string, string> VersionClusters(GatewayConfig config, GatewaySnapshot? previous, long revision)
        => config.Clusters.ToFrozenDictionary(
            c => c.Key,
            c => previous is not null && previous.ClusterVersions.TryGetValue(c.Key, out var version)
                ? c.Value.Cluster.Equals(previous.Config.Clusters[c.Key].Cluster) ? version : ClusterVersion.Name(c.Key, revision)
                : previous is null ? c.Key : ClusterVersion.Name(c.Key, revision),
            StringComparer.OrdinalIgnoreCase);

    private static RouteInfo Describe(RouteConfig route) => new()
    {
        Id = route.RouteId,
        ClusterId = string.IsNullOrEmpty(route.ClusterId) ? null : route.ClusterId,
        Path = route.Match.Path,
        Methods = route.Match.Methods ?? [],
        Metadata = route.Metadata ?? FrozenDictionary<string, string>.Empty,
    };

    [LoggerMessage(20, LogLevel.Warning, "Plugin '{Plugin}' failed during disposal.")]
    private partial void LogDisposeFailed(string plugin, Exception error);
}

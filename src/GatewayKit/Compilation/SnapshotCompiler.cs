using System.Collections.Frozen;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Merging;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Edge;
using GatewayKit.Plugins;
using GatewayKit.Responses;
using GatewayKit.Tls;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Compilation;

/// <summary>
/// Compiles a configuration to a snapshot: checks everything, binds every option, creates every plugin and composes every
/// pipeline. Returns a snapshot only if there are no errors.
/// </summary>
internal sealed partial class SnapshotCompiler(
    IEnumerable<IConfigRule> rules,
    IEnumerable<IPipelineRule> pipelineRules,
    ModuleLifetimes modules, WatchedFiles watched,
    TlsCompiler tlsCompiler, ClusterTlsCompiler clusterTlsCompiler, IServiceProviderIsService host, ILogger<SnapshotCompiler> logger)
{
    private readonly bool _hostAuthenticates = host.IsService(typeof(IAuthenticationSchemeProvider));

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
        var tls = CompileTls(config, previous, errors);
        var clusterTls = clusterTlsCompiler.Compile(config, previous, errors);
        var problems = ProblemBodies.Compile(config.Problems, errors);
        var directory = new ConsumerCompiler(config, catalog, errors).Compile(previous?.Consumers);
        var entryCompiler = new EntryCompiler(catalog, config.Folders, previous?.Entries ?? CompiledEntries.None, directory, errors);
        var entries = entryCompiler.Compile(config);
        if (errors.Total > 0)
            return null;

        var composers = new Dictionary<string, PipelineComposer>(config.Routes.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var (id, route) in config.Routes)
            composers.Add(id, Composer(id, route));
        new PlaceChecker(config, entries, errors).Check(composers.Values);
        foreach (var rule in pipelineRules)
            rule.Check(config, composers, errors);
        CallerChecker.Check(config, composers, _hostAuthenticates, errors);
        OutputCacheChecker.Check(config, composers, errors);
        AnswerChecker.Check(config, composers, entries.OfCallers, errors);
        if (errors.Total > 0)
            return null;

        var edge = EdgeSettings.From(config, problems);
        var infos = config.Routes.ToDictionary(r => r.Key, r => Describe(r.Key, r.Value, previous), StringComparer.OrdinalIgnoreCase);
        var activator = new PluginActivator(directory, watched, previous?.Entries ?? CompiledEntries.None, errors);

        // A plugin can't be created from unknown options; the others can still be checked.
        IReadOnlyList<CompiledEntry> created = errors.AllowsUnsetVariables
            ? [.. entryCompiler.All.Where(entry => !UnsetVariables.AreIn(entry.Entry.Options))]
            : entryCompiler.All;

        // Routes on which the entry never runs don't get an instance: that would be one for each pair of routes.
        IEnumerable<PipelineComposer> perRoute = created.Any(entry => entry.Type.IsPerRoute) ? composers.Values : [];
        var served = perRoute
            .SelectMany(c => c.Placed
                .Where(placed => placed.Entry.Type.IsPerRoute)
                .Select(placed => (placed.Entry, Route: infos[c.RouteId])))
                .ToLookup(pair => pair.Entry, pair => pair.Route);
        var servedToCallers = composers.Values.Where(c => c.KnowsCallers).Select(c => infos[c.RouteId]);
        foreach (var entry in created)
            activator.Activate(entry, entry.Placement.Scope >= PluginScope.Group ? servedToCallers : served[entry]);
        if (errors.Total > 0 || created.Count < entryCompiler.All.Count)
        {
            _ = GatewaySnapshot.ReleaseAsync(activator.Instances, modules, LogDisposeFailed);
            return null;
        }

        var revision = Interlocked.Increment(ref _revision);
        var snapshot = new GatewaySnapshot(revision, config, catalog, modules, LogDisposeFailed)
        {
            Edge = edge,
            Tls = tls,
            ClusterVersions = VersionClusters(config, clusterTls, previous, revision),
            ClusterTls = clusterTls,
        };
        var callers = previous?.Callers?.IsOf(config, entries) == true ? previous.Callers : new CallerScopes(config, entries);
        var routes = new Dictionary<string, CompiledRoute>(config.Routes.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var (id, route) in config.Routes)
            routes.Add(infos[id].Id, Compile(id, route));
        snapshot.Complete(
            entries, directory, callers, routes, UnmatchedRoute.Compile(snapshot, entries.Global), activator.Instances,
            [.. entryCompiler.All
                .SelectMany(entry => entry.CommandTargets)
                .OrderBy(target => target.Placement.Key, StringComparer.Ordinal)]);
        return snapshot;

        CompiledRoute Compile(string id, GatewayRoute route)
        {
            var composer = composers[id];
            var pipeline = composer.Compose();
            return new CompiledRoute
            {
                Source = route,
                Info = infos[id],
                Snapshot = snapshot,
                Pipeline = pipeline,
                Authentication = route.Authentication,
                Paths = PathPolicy.Resolve(config.Paths, route.Paths),
                MaxRequestBodySize = route.Route.MaxRequestBodySize,
                CallerPipelines = callers.IsEmpty ? null
                    : callers == previous?.Callers
                        && previous.Routes.GetValueOrDefault(id) is { CallerPipelines: { } same } before
                        && before.Composer == composer ? same
                    : new CallerPipelines(callers, pipeline, composer),
                Composer = composer,
            };
        }

        PipelineComposer Composer(string id, GatewayRoute route)
        {
            var ofCluster = route.Route.ClusterId is { Length: > 0 } clusterId ? entries.Of(PluginScope.Cluster, clusterId) : [];
            var own = entries.Of(PluginScope.Route, id);
            return previous?.Routes.GetValueOrDefault(id)?.Composer is { } composer && composer.IsOf(id, entries.Global, ofCluster, own)
                ? composer
                : new PipelineComposer(id, entries.Global, ofCluster, own);
        }
    }

    /// <summary>A configuration that is rejected because of a file of a certificate is tried again when the file changes.</summary>
    private TlsSettings? CompileTls(GatewayConfig config, GatewaySnapshot? previous, ConfigErrors errors)
    {
        var (since, found) = (TimeProvider.System.GetUtcNow().UtcDateTime, errors.Total);
        var tls = tlsCompiler.Compile(config, isNext: previous is not null, errors);
        if (errors.Total > found)
        {
            foreach (var path in tls?.Paths ?? [])
                watched.Add(path, since);
        }

        return tls;
    }

    /// <summary>
    /// A changed cluster gets another id in YARP, so that a request that started with the old configuration
    /// never uses the new destinations.
    /// </summary>
    private static FrozenDictionary<string, string> VersionClusters(
        GatewayConfig config, FrozenDictionary<string, CompiledClusterTls> tls, GatewaySnapshot? previous, long revision)
        => config.Clusters.ToFrozenDictionary(
            c => c.Key,
            c => previous is not null && previous.ClusterVersions.TryGetValue(c.Key, out var version)
                ? ConfigContent.IsSame(c.Value.Cluster, previous.Config.Clusters[c.Key].Cluster)
                    && c.Value.Forwarder == previous.Config.Clusters[c.Key].Forwarder
                    && tls.GetValueOrDefault(c.Key) == previous.ClusterTls.GetValueOrDefault(c.Key)
                    ? version
                    : ClusterVersion.Name(c.Key, revision, config)
                : previous is null ? c.Key : ClusterVersion.Name(c.Key, revision, config),
            StringComparer.OrdinalIgnoreCase);

    private static RouteInfo Describe(string id, GatewayRoute route, GatewaySnapshot? previous)
        => previous?.Routes.GetValueOrDefault(id) is { } before && ReferenceEquals(before.Source, route) ? before.Info : new RouteInfo
        {
            Id = route.Route.RouteId,
            ClusterId = string.IsNullOrEmpty(route.Route.ClusterId) ? null : route.Route.ClusterId,
            Path = route.Route.Match.Path,
            Hosts = route.Route.Match.Hosts ?? [],
            Methods = route.Route.Match.Methods ?? [],
            Metadata = route.Route.Metadata ?? FrozenDictionary<string, string>.Empty,
        };

    [LoggerMessage(20, LogLevel.Warning, "Plugin '{Plugin}' failed during disposal.")]
    private partial void LogDisposeFailed(string plugin, Exception error);
}

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
        // A snapshot that has drained meanwhile has nothing to share.
        var entriesBefore = previous?.Entries ?? CompiledEntries.None;
        var composedBefore = previous?.Routes.Composed ?? ComposedRoutes.Empty;
        var routesBefore = entriesBefore.Source?.Routes;
        var changes = RouteChanges.Between(routesBefore?.Count == composedBefore.Count ? routesBefore : null, config);
        foreach (var rule in rules)
            rule.Check(config, errors);
        var tls = CompileTls(config, previous, errors);
        var clusterTls = clusterTlsCompiler.Compile(config, previous, errors);
        var problems = ProblemBodies.Compile(config.Problems, errors);
        var directory = new ConsumerCompiler(config, catalog, errors).Compile(previous?.Consumers);
        var shared = new SharedEntries(config.Folders, entriesBefore, directory);
        var lists = new EntryListCompiler(
            new EntryCompiler(catalog, config.Folders, shared, errors), shared, entriesBefore, directory, errors);
        var entries = lists.Compile(config, changes);
        var namedClusters = new ClusterIdChecker(config, entries, errors).Check(lists.All);
        if (errors.Total > 0)
            return null;

        var callersBefore = previous?.Callers is { } last && last.IsOf(config, entries) ? last : null;
        var isForSameScopes = entries.HasSameScopes(entriesBefore) && callersBefore is not null;
        changes = isForSameScopes ? changes.With(lists.ChangedRoutes) : RouteChanges.All;
        var routes = new RouteComposer(entries).Compose(config, changes, composedBefore);
        var toCheck = changes.AreAll || previous?.Warned is not { } warned
            ? routes.All.ToArray()
            : [.. changes.With(warned).Ids.Select(routes.Find).OfType<ComposedRoute>()];
        new PlaceChecker(config, entries, errors).Check(routes, toCheck);
        foreach (var rule in pipelineRules)
            rule.Check(config, routes, namedClusters, errors);
        CallerChecker.Check(toCheck, _hostAuthenticates, errors);
        OutputCacheChecker.Check(toCheck, errors);
        AnswerChecker.Check(toCheck, entries.OfCallers, errors);
        if (errors.Total > 0)
            return null;

        var edge = EdgeSettings.From(config, problems, routes.MergingSegments > 0);
        var activator = new PluginActivator(directory, watched, entriesBefore, errors);

        // A plugin can't be created from unknown options; the others can still be checked.
        IReadOnlyList<CompiledEntry> created = errors.AllowsUnsetVariables
            ? [.. lists.All.Where(entry => !UnsetVariables.AreIn(entry.Entry.Options))]
            : lists.All;

        // Routes on which the entry never runs don't get an instance: that would be one for each pair of routes.
        IEnumerable<ComposedRoute> perRoute = created.Any(entry => entry.Type.IsPerRoute) ? routes.All : [];
        var served = perRoute
            .SelectMany(route => route.Placed
                .Where(placed => placed.Entry.Type.IsPerRoute)
                .Select(placed => (placed.Entry, Route: route.Info)))
                .ToLookup(pair => pair.Entry, pair => pair.Route);
        var servedToCallers = routes.All.Where(route => route.Composer.KnowsCallers).Select(route => route.Info);
        foreach (var entry in created)
            activator.Activate(entry, entry.Placement.Scope >= PluginScope.Group ? servedToCallers : served[entry]);
        if (errors.Total > 0 || created.Count < lists.All.Count)
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
            Warned = errors.WarnedRoutes,
        };
        var callers = callersBefore ?? new CallerScopes(config, entries);
        snapshot.Complete(
            entries, directory, callers, new CompiledRoutes(snapshot, routes, callers, previous),
            UnmatchedRoute.Compile(snapshot, entries.Global), activator.Instances,
            [.. lists.All
                .SelectMany(entry => entry.CommandTargets)
                .OrderBy(target => target.Placement.Key, StringComparer.Ordinal)]);
        return snapshot;
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
    {
        if (previous is not null && ReferenceEquals(config.Clusters, previous.Config.Clusters)
            && tls.Count == previous.ClusterTls.Count && tls.All(c => previous.ClusterTls.GetValueOrDefault(c.Key) == c.Value))
            return previous.ClusterVersions;

        return config.Clusters.ToFrozenDictionary(
            c => c.Key,
            c => previous is null ? c.Key
                : previous.ClusterVersions.TryGetValue(c.Key, out var version)
                    && IsSame(c.Value, previous.Config.Clusters[c.Key])
                    && tls.GetValueOrDefault(c.Key) == previous.ClusterTls.GetValueOrDefault(c.Key)
                    ? version
                    : ClusterVersion.Name(c.Key, revision, config),
            StringComparer.OrdinalIgnoreCase);
    }

    private static bool IsSame(GatewayCluster now, GatewayCluster before)
        => ReferenceEquals(now, before)
            || (ConfigContent.IsSame(now.Cluster, before.Cluster)
                && now.Forwarder == before.Forwarder
                && ConfigContent.IsSame(now.LoadBalancing, before.LoadBalancing)
                && ConfigContent.IsSame(now.Discovery, before.Discovery)
                && ConfigContent.IsSame(now.DestinationStates, before.DestinationStates)
                && now.Policies is null == before.Policies is null
                && now.Policies?.Timeout?.Connect == before.Policies?.Timeout?.Connect);

    [LoggerMessage(20, LogLevel.Warning, "Plugin '{Plugin}' failed during disposal.")]
    private partial void LogDisposeFailed(string plugin, Exception error);
}

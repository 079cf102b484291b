using System.Collections.Frozen;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Matching;

namespace GatewayKit.Compilation;

/// <summary>Composes the routes of a configuration. Those that are the same in the active configuration are the same objects.</summary>
/// <param name="entries">The compiled entries.</param>
internal sealed class RouteComposer(CompiledEntries entries)
{
    private readonly bool _callersSeeResponses = entries.OfCallers.Any();

    /// <summary>The entries of routes that have none of their own, by cluster.</summary>
    private readonly Dictionary<IReadOnlyList<CompiledEntry>, PlacedEntries> _ofClusters = new(ReferenceEqualityComparer.Instance);

    /// <param name="config">The configuration.</param>
    /// <param name="changes">The changed routes, and those with other entries.</param>
    /// <param name="previous">The routes of the active configuration.</param>
    public ComposedRoutes Compose(GatewayConfig config, RouteChanges changes, ComposedRoutes previous)
        => previous.With(config, changes, Compose);

    private ComposedRoute Compose(string id, GatewayRoute route, ComposedRoute? before)
    {
        var ofCluster = route.Route.ClusterId is { Length: > 0 } clusterId ? entries.Of(PluginScope.Cluster, clusterId) : [];
        var own = entries.Of(PluginScope.Route, id);
        var composer = before?.Composer is { } same && same.RouteId == id && same.Entries.AreOf(entries.Global, ofCluster, own)
            ? same
            : new PipelineComposer(id, Place(ofCluster, own, before?.Composer.Entries));
        var mayHaveResponseHooks = composer.Entries.HaveResponseHooks || (_callersSeeResponses && composer.KnowsCallers);
        if (before is not null && ReferenceEquals(before.Source, route) && before.Composer == composer
            && before.MayHaveResponseHooks == mayHaveResponseHooks)
            return before;

        return new ComposedRoute
        {
            Source = route,
            Info = before is not null && ReferenceEquals(before.Source, route) ? before.Info : Describe(route),
            Composer = composer,
            MayHaveResponseHooks = mayHaveResponseHooks,
        };
    }

    private PlacedEntries Place(IReadOnlyList<CompiledEntry> ofCluster, IReadOnlyList<CompiledEntry> own, PlacedEntries? before)
    {
        if (before?.AreOf(entries.Global, ofCluster, own) == true)
            return before;
        if (own.Count > 0)
            return new PlacedEntries(entries.Global, ofCluster, own);
        if (!_ofClusters.TryGetValue(ofCluster, out var placed))
            _ofClusters.Add(ofCluster, placed = new PlacedEntries(entries.Global, ofCluster, own));
        return placed;
    }

    private static RouteInfo Describe(GatewayRoute route) => new()
    {
        Id = route.Route.RouteId,
        ClusterId = string.IsNullOrEmpty(route.Route.ClusterId) ? null : route.Route.ClusterId,
        Path = route.Match is { } match ? PatternOf(match.Path) : route.Route.Match.Path,
        Hosts = route.Match?.Hosts ?? route.Route.Match.Hosts ?? [],
        Methods = route.Match is { } precise ? precise.Method is { } only ? [only] : [] : route.Route.Match.Methods ?? [],
        Metadata = route.Route.Metadata ?? FrozenDictionary<string, string>.Empty,
    };

    /// <summary>Returns the pattern that matches the same paths: all for a regular expression.</summary>
    private static string PatternOf(PathCondition path)
    {
        var literal = path.Value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
        return path.Kind switch
        {
            PathConditionKind.Exact => literal,
            PathConditionKind.Prefix => $"{literal.TrimEnd('/')}/{{**rest}}",
            _ => "/{**rest}",
        };
    }
}

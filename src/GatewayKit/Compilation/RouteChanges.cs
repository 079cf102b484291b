using System.Collections.Immutable;
using GatewayKit.Configuration;

namespace GatewayKit.Compilation;

/// <summary>The routes in which two configurations differ: changed ones, and those that only one of them has.</summary>
internal sealed class RouteChanges
{
    /// <summary>More changes are handled like a change of all routes.</summary>
    private const int MostKnown = 1_000;

    private readonly HashSet<string>? _ids;

    private RouteChanges(HashSet<string>? ids) => _ids = ids;

    /// <summary>The changes of routes that can't be compared.</summary>
    public static RouteChanges All { get; } = new(null);

    /// <summary>Gets whether each route could have changed.</summary>
    public bool AreAll => _ids is null;

    /// <summary>The ids of the changed, added and removed routes, unless <see cref="AreAll"/>.</summary>
    public IReadOnlyCollection<string> Ids => _ids ?? [];

    /// <summary>Compares the routes of two configurations. Unchanged routes are the same objects.</summary>
    /// <param name="before">The routes before; null if there are none to compare with.</param>
    /// <param name="config">The configuration.</param>
    public static RouteChanges Between(ImmutableDictionary<string, GatewayRoute>? before, GatewayConfig config)
    {
        if (before is null)
            return All;

        var ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (ReferenceEquals(before, config.Routes))
            return new RouteChanges(ids);

        // The reader knows what has changed since the version before. Comparing all routes is needed only after a rejected version, and for
        // other sources.
        if (config.RouteDifference?.Between(before, config.Routes) is { } known)
            return known.Count > MostKnown ? All : new RouteChanges(known.ToHashSet(StringComparer.OrdinalIgnoreCase));

        var kept = 0;
        foreach (var (id, route) in config.Routes)
        {
            if (before.TryGetValue(id, out var same) && ReferenceEquals(route, same))
                kept++;
            else if (ids.Add(id) && ids.Count > MostKnown)
                return All;
        }

        if (before.Count > kept)
            ids.UnionWith(before.Keys.Where(id => !config.Routes.ContainsKey(id)));
        return ids.Count > MostKnown ? All : new RouteChanges(ids);
    }

    /// <summary>Returns whether a route could have changed.</summary>
    public bool Has(string id) => _ids?.Contains(id) != false;

    /// <summary>Returns these changes and further routes.</summary>
    public RouteChanges With(IEnumerable<string> ids)
        => _ids is null ? this : new RouteChanges(new(_ids.Concat(ids), StringComparer.OrdinalIgnoreCase));

    /// <summary>Returns the changed and the added routes: each of a configuration if all could have changed.</summary>
    public IEnumerable<KeyValuePair<string, GatewayRoute>> Among(ImmutableDictionary<string, GatewayRoute> routes)
        => _ids is null ? routes : Find(_ids, routes);

    private static IEnumerable<KeyValuePair<string, GatewayRoute>> Find(
        HashSet<string> ids, ImmutableDictionary<string, GatewayRoute> routes)
    {
        foreach (var id in ids)
        {
            // The id as the configuration writes it now.
            if (routes.TryGetKey(id, out var key))
                yield return new(key, routes[key]);
        }
    }
}

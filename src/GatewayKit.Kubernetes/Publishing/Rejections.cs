using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Filters;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Kubernetes.Publishing;

/// <summary>
/// The parts of a translation that the core has rejected, as long as they don't change. A rejected route answers 500, so that no less
/// specific route gets its requests; a rejected consumer isn't known; a rejected route of connections closes them; a rejected listener
/// isn't opened.
/// </summary>
internal sealed class Rejections
{
    private static readonly ImmutableArray<PluginEntry> s_unavailable = [new PluginEntry { Name = UnavailablePlugin.Name }];

    private readonly Dictionary<string, RejectedRoute> _routes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (GatewayCluster Cluster, ImmutableArray<ConfigError> Errors)> _clusters
        = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (object Part, ImmutableArray<ConfigError> Errors)> _callers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (object Part, ImmutableArray<ConfigError> Errors)> _streams = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (object Part, ImmutableArray<ConfigError> Errors)> _listeners
        = new(StringComparer.OrdinalIgnoreCase);
    private GatewayConfig _config = new();

    /// <summary>The errors by owner.</summary>
    public ImmutableDictionary<ConfigOwner, ImmutableArray<ConfigError>> Errors
        => _routes.Select(route => KeyValuePair.Create(ConfigOwner.Route(route.Key), route.Value.Errors))
            .Concat(_clusters.Select(cluster => KeyValuePair.Create(ConfigOwner.Cluster(cluster.Key), cluster.Value.Errors)))
            .Concat(_callers.Select(caller => KeyValuePair.Create(ConfigOwner.Consumer(caller.Key), caller.Value.Errors)))
            .Concat(_streams.Select(stream => KeyValuePair.Create(ConfigOwner.StreamRoute(stream.Key), stream.Value.Errors)))
            .Concat(_listeners.Select(listener => KeyValuePair.Create(ConfigOwner.Listener(listener.Key), listener.Value.Errors)))
            .ToImmutableDictionary();

    /// <summary>Begins with a new translation: forgets the rejections of parts that have changed, and those that depend on them.</summary>
    public void Begin(GatewayConfig config)
    {
        var isSameForAll = config.Plugins == _config.Plugins && ReferenceEquals(config.Consumers, _config.Consumers)
            && ReferenceEquals(config.Groups, _config.Groups);
        _config = config;
        Forget(_routes, (id, rejected) => !isSameForAll || config.Routes.GetValueOrDefault(id) != rejected.Route
            || ClusterOf(config, rejected.Route) != rejected.Cluster);
        Forget(_clusters, (id, rejected) => config.Clusters.GetValueOrDefault(id) != rejected.Cluster);
        Forget(_callers, (id, rejected) => !isSameForAll || !ReferenceEquals(config.Consumers.GetValueOrDefault(id), rejected.Part));
        Forget(_streams, (id, rejected) => !ReferenceEquals(config.StreamRoutes.GetValueOrDefault(id), rejected.Part));
        Forget(_listeners, (name, rejected) => !ReferenceEquals(config.Listeners.GetValueOrDefault(name), rejected.Part));
    }

    /// <summary>Adds the errors of a publication.</summary>
    /// <returns>Whether a part was rejected that wasn't before; if not, the errors can't be avoided.</returns>
    public bool Add(IEnumerable<ConfigError> errors)
    {
        var isNew = false;
        foreach (var group in errors.GroupBy(error => error.Owner))
            isNew |= Add(group.Key, [.. group]);
        return isNew;
    }

    /// <summary>Returns the configuration with the rejected parts replaced.</summary>
    public GatewayConfig Apply()
    {
        if (_routes.Count + _clusters.Count + _callers.Count + _streams.Count + _listeners.Count == 0)
            return _config;

        var routes = _config.Routes.ToBuilder();
        foreach (var (id, rejected) in _routes)
        {
            if (rejected.Replacement is { } replacement)
                routes[id] = replacement;
            else
                routes.Remove(id);
        }

        var streams = _config.StreamRoutes.ToBuilder();
        streams.RemoveRange(_streams.Keys);
        foreach (var (id, stream) in _config.StreamRoutes)
        {
            if (!_streams.ContainsKey(id) && stream.Backends.Any(backend => _clusters.ContainsKey(backend.ClusterId ?? "")))
                streams[id] = stream with
                {
                    Backends = [.. stream.Backends.Select(b => _clusters.ContainsKey(b.ClusterId ?? "") ? b with { ClusterId = null } : b)],
                };
        }

        ListenerRemoval.Apply(_listeners.Keys, routes, streams);

        // A cluster that no route uses any more would be a warning.
        var used = routes.Values.Select(route => route.Route.ClusterId)
            .Concat(streams.Values.SelectMany(stream => stream.Backends.Select(backend => backend.ClusterId)))
            .OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        return _config with
        {
            Routes = routes.ToImmutable(),
            StreamRoutes = streams.ToImmutable(),
            Listeners = _config.Listeners.RemoveRange(_listeners.Keys),
            Clusters = _config.Clusters.RemoveRange(_config.Clusters.Keys.Where(id => !used.Contains(id) || _clusters.ContainsKey(id))),
            Consumers = _config.Consumers.RemoveRange(_callers.Keys),
        };
    }

    private bool Add(ConfigOwner owner, ImmutableArray<ConfigError> errors) => owner switch
    {
        { Scope: PluginScope.Route, Id: { } id } => AddRoute(id, errors),
        { Scope: PluginScope.Cluster, Id: { } id } => AddCluster(id, errors),
        { Scope: PluginScope.Consumer, Id: { } id } when _config.Consumers.TryGetValue(id, out var consumer)
            => _callers.TryAdd(id, (consumer, errors)),
        { Id: { } id } when owner == ConfigOwner.StreamRoute(id) && _config.StreamRoutes.TryGetValue(id, out var stream)
            => _streams.TryAdd(id, (stream, errors)),
        { Id: { } id } when owner == ConfigOwner.Listener(id) && _config.Listeners.TryGetValue(id, out var listener)
            => _listeners.TryAdd(id, (listener, errors)),
        _ => false,
    };

    private bool AddRoute(string id, ImmutableArray<ConfigError> errors)
    {
        if (!_config.Routes.TryGetValue(id, out var route))
            return false;

        if (!_routes.TryGetValue(id, out var before))
        {
            _routes.Add(id, new RejectedRoute(route, ClusterOf(_config, route), Replace(route), errors));
            return true;
        }

        _routes[id] = before with { Replacement = null };
        return before.Replacement is not null;
    }

    private bool AddCluster(string id, ImmutableArray<ConfigError> errors)
    {
        if (!_config.Clusters.TryGetValue(id, out var cluster) || !_clusters.TryAdd(id, (cluster, errors)))
            return false;

        foreach (var (routeId, route) in _config.Routes)
        {
            if (string.Equals(route.Route.ClusterId, id, StringComparison.OrdinalIgnoreCase) && !_routes.ContainsKey(routeId))
                AddRoute(routeId, errors);
        }

        return true;
    }

    private static GatewayCluster? ClusterOf(GatewayConfig config, GatewayRoute route)
        => config.Clusters.GetValueOrDefault(route.Route.ClusterId ?? "");

    private static GatewayRoute Replace(GatewayRoute route) => new()
    {
        Route = new RouteConfig { RouteId = route.Route.RouteId, Match = route.Route.Match, Order = route.Route.Order },
        Match = route.Match,
        Paths = route.Paths,
        Plugins = s_unavailable,
    };

    private static void Forget<T>(Dictionary<string, T> parts, Func<string, T, bool> isForgotten)
    {
        foreach (var (id, part) in parts.ToArray())
        {
            if (isForgotten(id, part))
                parts.Remove(id);
        }
    }
}

namespace GatewayKit.Proxy.Checks;

/// <summary>
/// The routes that were checked together without a report, by path and host. For a few changed ones, it finds the routes that the checks
/// have to see with them: those that could match the same requests, hide one, or be hidden by one. Between the others, nothing has changed.
/// </summary>
internal sealed class RoutesByMatch
{
    /// <summary>By <see cref="RouteShape.PatternKey"/>: the only route of the path, or its routes by host.</summary>
    private readonly Dictionary<string, object> _paths = new(StringComparer.Ordinal);

    public RoutesByMatch(IEnumerable<RouteShape> routes)
    {
        foreach (var route in routes)
            Add(route);
    }

    public void Add(RouteShape route)
    {
        switch (_paths.GetValueOrDefault(route.PatternKey))
        {
            case null:
                _paths.Add(route.PatternKey, route);
                break;
            case RouteShape first:
                var byHost = new HostRoutes();
                byHost.Add(first);
                byHost.Add(route);
                _paths[route.PatternKey] = byHost;
                break;
            case HostRoutes hosts:
                hosts.Add(route);
                break;
        }
    }

    /// <summary>Removes a route.</summary>
    /// <param name="route">A shape of the route.</param>
    public void Remove(RouteShape route)
    {
        switch (_paths.GetValueOrDefault(route.PatternKey))
        {
            case RouteShape only when IsSame(only, route):
                _paths.Remove(route.PatternKey);
                break;
            case HostRoutes hosts:
                hosts.Remove(route);
                if (hosts.IsEmpty)
                    _paths.Remove(route.PatternKey);
                break;
        }
    }

    /// <summary>Finds the routes that could be affected by changed ones.</summary>
    /// <param name="changed">The changed and the new routes.</param>
    /// <returns>The routes; null if all could be affected.</returns>
    public IReadOnlyCollection<RouteShape>? AffectedBy(IReadOnlyCollection<RouteShape> changed)
    {
        var found = new HashSet<RouteShape>();
        foreach (var route in changed)
        {
            if (route is { TakesAll: true, PatternKey: RouteShadowCheck.AnyPath })
                return null;

            // A route without hosts, methods and the like hides others of its path, whatever their hosts are, and is one of these itself.
            Find(route.PatternKey, route.TakesAll ? null : route.Hosts, found);
            FindTakingAll(route.PatternKey, found);
        }

        FindTakingAll(RouteShadowCheck.AnyPath, found);
        return found;
    }

    private void FindTakingAll(string path, HashSet<RouteShape> found)
    {
        var taking = new HashSet<RouteShape>();
        Find(path, ["", RouteShape.AnyHost], taking);
        found.UnionWith(taking.Where(route => route.TakesAll));
    }

    private void Find(string path, IReadOnlyList<string>? hosts, HashSet<RouteShape> found)
    {
        switch (_paths.GetValueOrDefault(path))
        {
            case RouteShape only:
                found.Add(only);
                break;
            case HostRoutes byHost:
                byHost.Find(hosts, found);
                break;
        }
    }

    private static bool IsSame(RouteShape one, RouteShape other) => one.Id.Equals(other.Id, StringComparison.OrdinalIgnoreCase);

    /// <summary>The routes of a path: for each host the only one, or a list.</summary>
    private sealed class HostRoutes
    {
        private readonly Dictionary<string, object> _hosts = new(StringComparer.Ordinal);

        public bool IsEmpty => _hosts.Count == 0;

        public void Add(RouteShape route)
        {
            foreach (var host in route.Hosts.DefaultIfEmpty(""))
            {
                if (_hosts.TryAdd(host, route))
                    continue;
                if (_hosts[host] is List<RouteShape> more)
                    more.Add(route);
                else
                    _hosts[host] = new List<RouteShape> { (RouteShape)_hosts[host], route };
            }
        }

        public void Remove(RouteShape route)
        {
            foreach (var host in route.Hosts.DefaultIfEmpty(""))
            {
                switch (_hosts.GetValueOrDefault(host))
                {
                    case RouteShape only when IsSame(only, route):
                        _hosts.Remove(host);
                        break;
                    case List<RouteShape> more:
                        more.RemoveAll(other => IsSame(other, route));
                        if (more.Count == 0)
                            _hosts.Remove(host);
                        break;
                }
            }
        }

        public void Find(IReadOnlyList<string>? hosts, HashSet<RouteShape> found)
        {
            foreach (var at in hosts is null ? _hosts.Values : hosts.DefaultIfEmpty("").Select(host => _hosts.GetValueOrDefault(host)))
            {
                if (at is RouteShape only)
                    found.Add(only);
                else if (at is List<RouteShape> more)
                    found.UnionWith(more);
            }
        }
    }
}

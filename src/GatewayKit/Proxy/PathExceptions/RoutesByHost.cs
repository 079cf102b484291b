using GatewayKit.Proxy.Checks;

namespace GatewayKit.Proxy.PathExceptions;

/// <summary>Routes of the same path, indexed so that routes with a common host are found without visiting all routes.</summary>
internal sealed class RoutesByHost
{
    /// <summary>The maximum number of routes to visit for a route that shares a host with every other one.</summary>
    private const int MostCompared = 1000;

    private readonly List<CheckedRoute> _all = [];
    private readonly List<CheckedRoute> _open = [];
    private readonly Dictionary<string, List<CheckedRoute>> _byName = new(StringComparer.Ordinal);

    public void Add(CheckedRoute route)
    {
        _all.Add(route);
        if (IsOpen(route.Shape))
        {
            _open.Add(route);
            return;
        }

        foreach (var host in route.Shape.Hosts)
        {
            if (!_byName.TryGetValue(host, out var routes))
                _byName.Add(host, routes = []);
            routes.Add(route);
        }
    }

    public IEnumerable<CheckedRoute> Near(RouteShape other)
        => (IsOpen(other) ? _all : other.Hosts.SelectMany(host => _byName.GetValueOrDefault(host) ?? []).Concat(_open)).Take(MostCompared);

    /// <summary>Returns whether a route matches hosts that it doesn't name.</summary>
    private static bool IsOpen(RouteShape route)
        => route.Hosts.Count == 0
            || route.Hosts.Any(host => host.Contains('*', StringComparison.Ordinal) || host.Contains(':', StringComparison.Ordinal));
}

using GatewayKit.Configuration;

namespace GatewayKit.Proxy.Checks;

/// <summary>Finds routes whose requests all go to another route, because its order is lower,
/// or because only it has hosts and it matches any host.</summary>
internal sealed class RouteShadowCheck(ConfigErrors errors)
{
    /// <summary>The <see cref="RouteShape.PatternKey"/> of every path.</summary>
    public const string AnyPath = "{**}";

    public void Check(IReadOnlyList<RouteShape> routes)
    {
        var withoutHosts = FirstOfEachPath(routes.Where(route => route is { TakesAll: true, Hosts.Count: 0 }));
        var withAnyHost = FirstOfEachPath(routes.Where(route => route is { TakesAll: true, Hosts.Count: > 0 }));
        var anyPath = withoutHosts.GetValueOrDefault(AnyPath);
        var anyPathOfAnyHost = withAnyHost.GetValueOrDefault(AnyPath);
        foreach (var route in routes)
        {
            if (withoutHosts.GetValueOrDefault(route.PatternKey) is { } same && same.Order < route.Order)
                Warn(route, $"{same.Name} has a lower order");
            else if (anyPath is not null && anyPath.Order < route.Order)
                Warn(route, $"{anyPath.Name} has a lower order");
            else if (anyPathOfAnyHost is not null && anyPathOfAnyHost.Order < route.Order && route.Hosts.Count == 0)
                Warn(route, $"{anyPathOfAnyHost.Name} has a lower order");
            else if (withAnyHost.GetValueOrDefault(route.PatternKey) is { } host && ComesBefore(host, route))
                Warn(route, host.Order < route.Order ? $"{host.Name} has a lower order" : $"{host.Name} has hosts, so it comes first,");
        }
    }

    private static Dictionary<string, RouteShape> FirstOfEachPath(IEnumerable<RouteShape> routes)
        => routes.GroupBy(route => route.PatternKey, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.MinBy(route => route.Order)!, StringComparer.Ordinal);

    // For routes with hosts, the host has precedence over the order, and methods have precedence over hosts.
    private static bool ComesBefore(RouteShape anyHost, RouteShape route)
        => route.Hosts.Count == 0 && (anyHost.Order < route.Order || (anyHost.Order == route.Order && route.Methods.Count == 0));

    private void Warn(RouteShape route, string reason)
        => errors.Warn(route.Owner, $"it never matches: {reason} and matches all of its requests.", route.Location);
}

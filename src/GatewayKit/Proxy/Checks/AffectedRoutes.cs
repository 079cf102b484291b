using GatewayKit.Configuration;

namespace GatewayKit.Proxy.Checks;

/// <summary>
/// The routes that the checks of all routes together have to see for a few changed ones: those that could match the same requests as a
/// changed one, hide one, or be hidden by one. Between the others, nothing has changed.
/// </summary>
internal static class AffectedRoutes
{
    /// <returns>The shapes of the changed and the affected routes; null if all routes could be affected.</returns>
    public static IReadOnlyList<RouteShape>? Of(
        IReadOnlyCollection<KeyValuePair<string, GatewayRoute>> changed, IReadOnlyCollection<KeyValuePair<string, GatewayRoute>> routes)
    {
        if (changed.Count == 0)
            return [];

        var own = RouteShape.Of(changed);
        if (own.Any(shape => shape is { TakesAll: true, PatternKey: RouteShadowCheck.AnyPath }))
            return null;

        var paths = own.Select(shape => shape.PatternKey).ToHashSet(StringComparer.Ordinal);
        var hiding = own.Where(shape => shape.TakesAll).Select(shape => shape.PatternKey).ToHashSet(StringComparer.Ordinal);
        var hosts = own.SelectMany(shape => shape.Hosts.DefaultIfEmpty(""), (shape, host) => (shape.PatternKey, host)).ToHashSet();
        return RouteShape.Of(routes.Where(route => IsAffected(RouteShape.Of(route.Key, route.Value))));

        bool IsAffected(RouteShape shape)
        {
            if (!paths.Contains(shape.PatternKey))
                return shape is { TakesAll: true, PatternKey: RouteShadowCheck.AnyPath };

            return shape.TakesAll || hiding.Contains(shape.PatternKey)
                || shape.Hosts.DefaultIfEmpty("").Any(host => hosts.Contains((shape.PatternKey, host)));
        }
    }
}

namespace GatewayKit.Operators.Traffic;

/// <summary>Requests by route.</summary>
/// <param name="Since">The time since which they are counted.</param>
/// <param name="Length">The time for which they are counted.</param>
/// <param name="Routes">The routes with requests, the busiest first.</param>
internal sealed record LiveTrafficView(DateTimeOffset Since, TimeSpan Length, IReadOnlyList<RouteTrafficView> Routes)
{
    private const int MostRoutes = 100;

    /// <summary>Returns the busiest routes, in their order.</summary>
    public static IReadOnlyList<RouteTrafficView> Sorted(IEnumerable<RouteTrafficView> routes)
        => [.. routes.OrderByDescending(route => route.Total).ThenBy(route => route.Route, StringComparer.Ordinal).Take(MostRoutes)];
}

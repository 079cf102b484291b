using GatewayKit.Compilation;

namespace GatewayKit.Portal.Serving;

/// <summary>A route of a version, as far as its documentation shows it. It doesn't keep the plugins of the route.</summary>
/// <param name="Id">The id of the route.</param>
/// <param name="Path">Finds the paths that it serves.</param>
/// <param name="Methods">The methods that it matches; empty for any.</param>
/// <param name="Hosts">The hosts that it matches; empty for any.</param>
/// <param name="Additions">The additions of its plugins to operations.</param>
internal sealed record ServedRoute(
    string Id, RoutePath Path, IReadOnlyList<string> Methods, IReadOnlyList<string> Hosts, RouteAdditions Additions)
{
    public static ServedRoute Of(CompiledRoute route)
        => new(route.Info.Id, new RoutePath(route), [.. route.Info.Methods], [.. route.Info.Hosts], RouteAdditions.Of(route));

    /// <summary>The only host at which the route is served, if it has one.</summary>
    public string? Host => Hosts.FirstOrDefault(host => !host.Contains('*', StringComparison.Ordinal));

    /// <summary>Returns whether the route matches a method.</summary>
    public bool Allows(string method) => Methods.Count == 0 || Methods.Contains(method, StringComparer.OrdinalIgnoreCase);
}

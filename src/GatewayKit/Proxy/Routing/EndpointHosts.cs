using Microsoft.AspNetCore.Routing;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Routing;

/// <summary>The names that a request's host must have for an endpoint.</summary>
/// <param name="Exact">The names, without ports.</param>
/// <param name="Suffixes">The ends of names, each with its leading dot.</param>
internal readonly record struct EndpointHosts(string[] Exact, string[] Suffixes)
{
    private static readonly EndpointHosts s_any = new([], []);

    public bool IsAny => Exact.Length == 0 && Suffixes.Length == 0;

    /// <summary>Returns the names of an endpoint. Only the gateway's have names: how ASP.NET Core reads the wildcards of others depends
    /// on the hosts of further endpoints.</summary>
    public static EndpointHosts Of(RouteEndpoint endpoint)
    {
        if (EndpointMetadata.Last<IHostMetadata>(endpoint)?.Hosts is not { Count: > 0 } hosts
            || EndpointMetadata.Last<RouteModel>(endpoint) is not { } model || !ProxyRoutes.IsMarked(model.Config))
            return s_any;

        if (hosts.Count == 1)
            return Of(hosts[0]) is not { } only ? s_any : only[0] == '.' ? new([], [only]) : new([only], []);

        var names = hosts.Select(Of).ToArray();
        return Array.Exists(names, name => name is null)
            ? s_any
            : new(
                [.. names.OfType<string>().Where(name => name[0] != '.').Distinct(StringComparer.OrdinalIgnoreCase)],
                [.. names.OfType<string>().Where(name => name[0] == '.').Distinct(StringComparer.OrdinalIgnoreCase)]);
    }

    /// <returns>The name, or the end of a name; null for any name, and for what ASP.NET Core doesn't accept.</returns>
    private static string? Of(string pattern)
    {
        var name = HostPattern.Split(pattern).Name;
        return HostPattern.IsWildcard(name) ? name[1..] : name is "" or "*" || name[0] == '.' ? null : name;
    }
}

using System.Net;
using GatewayKit.Configuration;
using GatewayKit.Responses;

namespace GatewayKit.Edge;

/// <summary>The settings of the edge in one configuration.</summary>
internal sealed class EdgeSettings
{
    private readonly AddressNetworks _trustedProxies;

    private EdgeSettings(PathPolicy paths, bool mergesAnywhere, AddressNetworks trustedProxies, ProblemBodies problems)
    {
        Paths = paths;
        MergesAnywhere = mergesAnywhere;
        _trustedProxies = trustedProxies;
        Problems = problems;
    }

    /// <summary>The strictest settings, which are those of an empty configuration.</summary>
    public static EdgeSettings Strict { get; } = new(PathPolicy.Strict, mergesAnywhere: false, new([]), ProblemBodies.None);

    /// <summary>The rules for paths of the gateway as a whole.</summary>
    public PathPolicy Paths { get; }

    /// <summary>Gets whether the gateway or any of its routes merges empty segments.</summary>
    public bool MergesAnywhere { get; }

    /// <summary>Gets whether any proxy is trusted.</summary>
    public bool TrustsProxies => _trustedProxies.Count > 0;

    /// <summary>The bodies of the gateway's own responses.</summary>
    public ProblemBodies Problems { get; }

    /// <summary>Creates the settings of a configuration.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="problems">Its bodies for problem responses; null for none.</param>
    /// <param name="routesMerge">Whether a route merges empty segments; null if it isn't known.</param>
    /// <exception cref="FormatException">A trusted proxy isn't a valid address or network.</exception>
    public static EdgeSettings From(GatewayConfig config, ProblemBodies? problems = null, bool? routesMerge = null)
    {
        var paths = PathPolicy.Resolve(config.Paths);
        var merges = paths.MergesEmptySegments
            || (routesMerge ?? config.Routes.Values.Any(route => route.Paths?.EmptySegments == PathHandling.Merge));
        return new EdgeSettings(paths, merges, new(config.TrustedProxies), problems ?? ProblemBodies.None);
    }

    /// <summary>Returns whether an address is that of a trusted proxy.</summary>
    public bool Trusts(IPAddress? address) => _trustedProxies.Contains(address);
}

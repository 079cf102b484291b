using System.Net;
using GatewayKit.Configuration;
using GatewayKit.Responses;

namespace GatewayKit.Edge;

/// <summary>What the edge needs to know of one configuration.</summary>
internal sealed class EdgeSettings
{
    private readonly IPNetwork[] _trustedProxies;

    private EdgeSettings(PathPolicy paths, bool mergesAnywhere, IPNetwork[] trustedProxies, ProblemBodies problems)
    {
        Paths = paths;
        MergesAnywhere = mergesAnywhere;
        _trustedProxies = trustedProxies;
        Problems = problems;
    }

    /// <summary>The strictest: the settings of an empty configuration.</summary>
    public static EdgeSettings Strict { get; } = new(PathPolicy.Strict, mergesAnywhere: false, [], ProblemBodies.None);

    /// <summary>The rules for paths of the gateway as a whole.</summary>
    public PathPolicy Paths { get; }

    /// <summary>Whether the gateway or any of its routes merges empty segments.</summary>
    public bool MergesAnywhere { get; }

    /// <summary>Whether any proxy is trusted at all.</summary>
    public bool TrustsProxies => _trustedProxies.Length > 0;

    /// <summary>The bodies of the gateway's own answers.</summary>
    public ProblemBodies Problems { get; }

    /// <summary>The settings of a configuration.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="problems">Its bodies for problems; null for none.</param>
    /// <exception cref="FormatException">A trusted proxy is no address and no network.</exception>
    public static EdgeSettings From(GatewayConfig config, ProblemBodies? problems = null)
    {
        var paths = PathPolicy.Resolve(config.Paths);
        var merges = paths.MergesEmptySegments || config.Routes.Values.Any(route => route.Paths?.EmptySegments == MergeRule.Merge);
        return new EdgeSettings(paths, merges, [.. config.TrustedProxies.Select(Parse)], problems ?? ProblemBodies.None);
    }

    /// <summary>Reads an address or a network in CIDR notation; an address is a network of one.</summary>
    public static bool TryParseProxy(string text, out IPNetwork network)
    {
        if (IPNetwork.TryParse(text, out network))
            return true;
        if (!ClientAddress.TryParse(text, out var address))
            return false;

        network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return true;
    }

    /// <summary>Whether an address is that of a trusted proxy.</summary>
    public bool Trusts(IPAddress? address)
    {
        if (address is null || _trustedProxies.Length == 0)
            return false;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        foreach (var network in _trustedProxies)
        {
            if (network.Contains(address))
                return true;
        }

        return false;
    }

    private static IPNetwork Parse(string text) => TryParseProxy(text, out var network)
        ? network
        : throw new FormatException($"'{text}' is neither an address nor a network.");
}

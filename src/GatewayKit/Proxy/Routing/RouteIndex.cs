using System.Globalization;
using GatewayKit.Compilation;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Proxy.Routing;

/// <summary>
/// Finds the compiled route behind YARP's. Each carries its snapshot's number as metadata: it tells two configurations
/// apart while YARP moves from one to the next, and makes YARP build every endpoint anew, so that the routing table's swap
/// is the one moment at which a configuration comes into force.
/// </summary>
internal sealed class RouteIndex
{
    private const string RevisionKey = "GatewayKit.Revision";

    private GatewaySnapshot[] _snapshots = [];

    /// <summary>Replaces the snapshots that are looked into: the one in force, and the one that is coming.</summary>
    public void Use(params ReadOnlySpan<GatewaySnapshot> snapshots) => Volatile.Write(ref _snapshots, snapshots.ToArray());

    public CompiledRoute? Find(RouteConfig config)
    {
        if (config.Metadata?.TryGetValue(RevisionKey, out var revision) != true)
            return null;

        foreach (var snapshot in Volatile.Read(ref _snapshots))
        {
            if (snapshot.Revision.ToString(CultureInfo.InvariantCulture) == revision)
                return snapshot.Routes.GetValueOrDefault(config.RouteId);
        }

        return null;
    }

    /// <summary>Whether a route is the gateway's and not one that the host has given YARP itself.</summary>
    public static bool IsMarked(RouteConfig config) => config.Metadata?.ContainsKey(RevisionKey) == true;

    public static RouteConfig Mark(RouteConfig route, long revision)
    {
        var metadata = route.Metadata is null
            ? new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            : new Dictionary<string, string>(route.Metadata, StringComparer.OrdinalIgnoreCase);
        metadata[RevisionKey] = revision.ToString(CultureInfo.InvariantCulture);
        return route with { Metadata = metadata };
    }
}

using System.Globalization;
using GatewayKit.Compilation;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Proxy.Routing;

/// <summary>
/// Finds the compiled route of a YARP route. Each has its snapshot's number as metadata, which distinguishes two configurations
/// while YARP switches between them, and makes YARP build every endpoint again, so that the swap of the routing table
/// is the single moment at which a configuration takes effect.
/// </summary>
internal sealed class RouteIndex
{
    private const string RevisionKey = "GatewayKit.Revision";

    private GatewaySnapshot[] _snapshots = [];

    /// <summary>Replaces the indexed snapshots: the active one, and the next one.</summary>
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

    /// <summary>Returns whether a route belongs to the gateway, and not to the host's own YARP configuration.</summary>
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

using System.Collections.Immutable;
using GatewayKit.Configuration.Matching;
using GatewayKit.Configuration.Nodes;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Configuration;

/// <summary>A route: YARP's own settings, and the settings that GatewayKit adds.</summary>
public sealed record GatewayRoute
{
    /// <summary>YARP's settings: match, order, cluster, transforms, timeouts, metadata.</summary>
    public required RouteConfig Route { get; init; }

    /// <summary>The plugins of this route.</summary>
    public ImmutableArray<PluginEntry> Plugins { get; init; } = [];

    /// <summary>How several authentication plugins of this route combine. Default: all of them must succeed.</summary>
    public AuthenticationMode Authentication { get; init; }

    /// <summary>The ambiguous spellings of a path that this route accepts. A null rule inherits the gateway's.</summary>
    public PathRules? Paths { get; init; }

    /// <summary>The response while the route is in maintenance; null if it isn't.</summary>
    public RouteMaintenance? Maintenance { get; init; }

    /// <summary>The conditions of the Gateway API and Ingress that replace YARP's; null for YARP's own. Only in code.</summary>
    public PreciseMatch? Match { get; init; }

    /// <summary>Location of the route in its source, used in messages; empty if it was created in code.</summary>
    public ConfigLocation Location { get => field.Source is null && Node is not null ? Node.Location : field; init; }

    /// <summary>The node that the route was bound from, which knows its location in the latest version of the source;
    /// null if it was created in code.</summary>
    internal ConfigNode? Node { get; init; }

    /// <summary>Gets whether YARP's settings are incomplete because of an error; then they can only be used to find more errors.</summary>
    internal bool IsIncomplete { get; init; }
}

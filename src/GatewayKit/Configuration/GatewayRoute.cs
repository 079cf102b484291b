using System.Collections.Immutable;
using GatewayKit.Configuration.Nodes;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Configuration;

/// <summary>A route: YARP's own settings, and what GatewayKit adds to them.</summary>
public sealed record GatewayRoute
{
    /// <summary>YARP's settings: match, order, cluster, transforms, timeouts, metadata.</summary>
    public required RouteConfig Route { get; init; }

    /// <summary>The plugins of this route.</summary>
    public ImmutableArray<PluginEntry> Plugins { get; init; } = [];

    /// <summary>How several authentication plugins of this route combine. Default: all of them must succeed.</summary>
    public AuthenticationMode Authentication { get; init; }

    /// <summary>Which ambiguous spellings of a path this route lets through; what is null here is as the gateway says.</summary>
    public PathRules? Paths { get; init; }

    /// <summary>Where the route stands, for messages; empty for one made in code.</summary>
    public ConfigPlace Place { get; internal init; }

    /// <summary>Whether an error left parts of YARP's settings out: what was bound is then only good for finding more errors.</summary>
    internal bool IsIncomplete { get; init; }
}

using System.Collections.Immutable;
using GatewayKit.Configuration.Nodes;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Configuration;

/// <summary>A cluster: YARP's own settings, and the plugins of every route to it.</summary>
public sealed record GatewayCluster
{
    /// <summary>YARP's settings: destinations, load balancing, health checks, HTTP client and request.</summary>
    public required ClusterConfig Cluster { get; init; }

    /// <summary>The plugins of every route to this cluster.</summary>
    public ImmutableArray<PluginEntry> Plugins { get; init; } = [];

    /// <summary>Where the cluster stands, for messages; empty for one made in code.</summary>
    public ConfigPlace Place { get; internal init; }

    /// <summary>Whether an error left parts of YARP's settings out: what was bound is then only good for finding more errors.</summary>
    internal bool IsIncomplete { get; init; }
}

using System.Collections.Immutable;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Policies;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Configuration;

/// <summary>A cluster: YARP's own settings, TLS and load balancing settings, the forwarder, policies, and the plugins of every route
/// to it.</summary>
public sealed record GatewayCluster
{
    /// <summary>YARP's settings: destinations, load balancing, health checks, HTTP client and request.</summary>
    public required ClusterConfig Cluster { get; init; }

    /// <summary>The plugins of every route to this cluster.</summary>
    public ImmutableArray<PluginEntry> Plugins { get; init; } = [];

    /// <summary>The TLS settings of the connections to destinations; null for the defaults.</summary>
    public ClusterTls? Tls { get; init; }

    /// <summary>Certificates in memory for these connections; null for none. Only in code.</summary>
    public ClusterCertificates? Certificates { get; init; }

    /// <summary>Which forwarder sends the requests to destinations.</summary>
    public ClusterForwarder Forwarder { get; init; }

    /// <summary>The settings of the gateway's own load balancing policies; null for the defaults.</summary>
    public ClusterLoadBalancing? LoadBalancing { get; init; }

    /// <summary>The discovery of the destinations; null if their names are resolved for each connection.</summary>
    public ClusterDiscovery? Discovery { get; init; }

    /// <summary>The states of destinations by name. Default: each destination is active.</summary>
    public IReadOnlyDictionary<string, DestinationAvailability> DestinationStates { get; init; }
        = ImmutableDictionary<string, DestinationAvailability>.Empty;

    /// <summary>The policies for slow and failing destinations; null for none.</summary>
    public ClusterPolicies? Policies { get; init; }

    /// <summary>Location of the cluster in its source, used in messages; empty if it was created in code.</summary>
    public ConfigLocation Location { get => field.Source is null && Node is not null ? Node.Location : field; init; }

    /// <summary>The node that the cluster was bound from, which knows its location in the latest version of the source;
    /// null if it was created in code.</summary>
    internal ConfigNode? Node { get; init; }

    /// <summary>Gets whether YARP's settings are incomplete because of an error; then they can only be used to find more errors.</summary>
    internal bool IsIncomplete { get; init; }
}

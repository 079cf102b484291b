using System.Collections.Immutable;
using GatewayKit.Configuration.Policies;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Configuration.Building;

/// <summary>Builds a cluster in code.</summary>
public sealed class GatewayClusterBuilder : PluginScopeBuilder<GatewayClusterBuilder>
{
    private readonly Dictionary<string, DestinationConfig> _destinations = new(StringComparer.OrdinalIgnoreCase);
    private ClusterConfig _cluster;
    private ClusterTls? _tls;
    private ClusterForwarder _forwarder;
    private ClusterLoadBalancing? _loadBalancing;
    private ClusterDiscovery? _discovery;
    private ClusterPolicies? _policies;
    private ImmutableDictionary<string, DestinationAvailability> _states
        = ImmutableDictionary.Create<string, DestinationAvailability>(StringComparer.OrdinalIgnoreCase);

    internal GatewayClusterBuilder(string id) => _cluster = new ClusterConfig { ClusterId = id };

    /// <summary>Adds a destination.</summary>
    /// <param name="name">The destination's name.</param>
    /// <param name="address">The absolute <c>http</c> or <c>https</c> URL.</param>
    /// <exception cref="ArgumentException">The cluster already has a destination of this name.</exception>
    public GatewayClusterBuilder AddDestination(string name, string address)
    {
        _destinations.Add(name, new DestinationConfig { Address = address });
        return this;
    }

    /// <summary>Changes any of YARP's settings, such as <c>cluster => cluster with { LoadBalancingPolicy = "RoundRobin" }</c>.</summary>
    /// <param name="configure">Returns the changed settings.</param>
    public GatewayClusterBuilder With(Func<ClusterConfig, ClusterConfig> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        _cluster = configure(_cluster);
        return this;
    }

    /// <summary>Sets the TLS settings of the connections to destinations.</summary>
    /// <param name="tls">The settings. Relative paths are relative to the working directory.</param>
    public GatewayClusterBuilder Tls(ClusterTls tls)
    {
        ArgumentNullException.ThrowIfNull(tls);
        _tls = tls;
        return this;
    }

    /// <summary>Sets which forwarder sends the requests to destinations.</summary>
    /// <param name="forwarder">The forwarder.</param>
    public GatewayClusterBuilder Forwarder(ClusterForwarder forwarder)
    {
        _forwarder = forwarder;
        return this;
    }

    /// <summary>Sets the load balancing policy, and the settings of the gateway's own policies.</summary>
    /// <param name="policy">The name of the policy, such as <c>WeightedRoundRobin</c>.</param>
    /// <param name="settings">The settings; null for the defaults.</param>
    public GatewayClusterBuilder LoadBalancing(string policy, ClusterLoadBalancing? settings = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(policy);
        _loadBalancing = settings;
        return With(cluster => cluster with { LoadBalancingPolicy = policy });
    }

    /// <summary>Sets how the names of the destinations are resolved.</summary>
    /// <param name="discovery">The settings.</param>
    public GatewayClusterBuilder Discovery(ClusterDiscovery discovery)
    {
        ArgumentNullException.ThrowIfNull(discovery);
        _discovery = discovery;
        return this;
    }

    /// <summary>Sets which requests a destination gets.</summary>
    /// <param name="destination">The destination's name.</param>
    /// <param name="availability">The requests that it gets.</param>
    public GatewayClusterBuilder Availability(string destination, DestinationAvailability availability)
    {
        ArgumentNullException.ThrowIfNull(destination);
        _states = _states.SetItem(destination, availability);
        return this;
    }

    /// <summary>Sets the policies for slow and failing destinations.</summary>
    /// <param name="policies">The policies.</param>
    public GatewayClusterBuilder Policies(ClusterPolicies policies)
    {
        ArgumentNullException.ThrowIfNull(policies);
        _policies = policies;
        return this;
    }

    internal GatewayCluster Build() => new()
    {
        Cluster = _destinations.Count == 0 ? _cluster : _cluster with { Destinations = _destinations },
        Plugins = Plugins,
        Tls = _tls,
        Forwarder = _forwarder,
        LoadBalancing = _loadBalancing,
        Discovery = _discovery,
        DestinationStates = _states,
        Policies = _policies,
    };
}

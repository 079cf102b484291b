using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Configuration.Building;

/// <summary>Builds a cluster in code.</summary>
public sealed class GatewayClusterBuilder : PluginScopeBuilder<GatewayClusterBuilder>
{
    private readonly Dictionary<string, DestinationConfig> _destinations = new(StringComparer.OrdinalIgnoreCase);
    private ClusterConfig _cluster;
    private ClusterTls? _tls;
    private ClusterForwarder _forwarder;

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

    internal GatewayCluster Build() => new()
    {
        Cluster = _destinations.Count == 0 ? _cluster : _cluster with { Destinations = _destinations },
        Plugins = Plugins,
        Tls = _tls,
        Forwarder = _forwarder,
    };
}

using System.Collections.Immutable;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Policies;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Configuration.Gateway;

/// <summary>Binds a cluster: YARP's keys and GatewayKit's.</summary>
internal static class ClusterBinder
{
    /// <summary>The keys that differ from the record's properties.</summary>
    public static readonly RecordKeys Keys = new()
    {
        Without = ["clusterId"],
        Others = ["clusterId", "plugins", "tls", "forwarder", "loadBalancing", "discovery", "destinationStates", "policies"],
    };

    public static GatewayCluster? Bind(string id, ConfigMapping mapping, BindingPoint at)
    {
        DeclaredName.Check(mapping, "clusterId", id, at);
        var plugins = PluginListBinder.Bind(mapping, at);
        var tls = KeyBinder.Bind<ClusterTls>(mapping, "tls", at);
        var forwarder = KeyBinder.Bind<ClusterForwarder>(mapping, "forwarder", at);
        var loadBalancing = KeyBinder.Bind<ClusterLoadBalancing>(mapping, "loadBalancing", at);
        var discovery = KeyBinder.Bind<ClusterDiscovery>(mapping, "discovery", at);
        var states = KeyBinder.Bind<IReadOnlyDictionary<string, DestinationAvailability>>(mapping, "destinationStates", at);
        var policies = KeyBinder.Bind<ClusterPolicies>(mapping, "policies", at);
        return RecordBinder.BindParts(typeof(ClusterConfig), mapping, at, Keys, out var isWhole) is ClusterConfig cluster
            ? new GatewayCluster
            {
                Cluster = YarpReading.Of(cluster) with { ClusterId = id },
                Plugins = plugins,
                Tls = tls,
                Forwarder = forwarder,
                LoadBalancing = loadBalancing,
                Discovery = discovery,
                DestinationStates = states ?? ImmutableDictionary<string, DestinationAvailability>.Empty,
                Policies = policies,
                Node = mapping,
                IsIncomplete = !isWhole,
            }
            : null;
    }
}

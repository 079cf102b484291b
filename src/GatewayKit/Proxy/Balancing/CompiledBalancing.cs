using System.Collections.Frozen;
using GatewayKit.Configuration;
using GatewayKit.Proxy.Discovery;

namespace GatewayKit.Proxy.Balancing;

/// <summary>The load balancing settings of a cluster, ready for requests.</summary>
internal sealed class CompiledBalancing
{
    private readonly FrozenDictionary<string, int> _weights;

    public CompiledBalancing(ClusterLoadBalancing settings)
    {
        Settings = settings;
        HashKey = new HashKey(settings.HashBy);
        _weights = settings.Weights.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The defaults, for a cluster without settings.</summary>
    public static CompiledBalancing Default { get; } = new(new ClusterLoadBalancing());

    public ClusterLoadBalancing Settings { get; }

    /// <summary>The part of a request that selects its destination.</summary>
    public HashKey HashKey { get; }

    /// <summary>Returns the configured weight of a destination, also of one that was discovered by a configured name.</summary>
    public int WeightOf(string destinationId)
        => _weights.TryGetValue(destinationId, out var weight)
            || _weights.TryGetValue(DiscoveredDestinations.ConfiguredName(destinationId), out weight) ? weight : 1;
}

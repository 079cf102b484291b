using System.Collections.Frozen;
using GatewayKit.Configuration;

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

    /// <summary>Returns the configured weight of a destination.</summary>
    public int WeightOf(string destinationId) => _weights.GetValueOrDefault(destinationId, 1);
}

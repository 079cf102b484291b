using System.Runtime.CompilerServices;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Balancing;

/// <summary>The balancing states of a cluster's destinations, which outlive the versions of the cluster.</summary>
internal sealed class BalancedCluster
{
    private readonly Lock _lock = new();
    private readonly ConditionalWeakTable<ClusterState, object> _known = [];
    private Dictionary<string, BalancedDestination> _destinations = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The newest version of the cluster.</summary>
    public ClusterState? Latest { get; private set; }

    /// <summary>Finds or creates the states of a version's destinations, and records which of them are available.</summary>
    /// <param name="cluster">The version of the cluster.</param>
    /// <param name="destinations">The destinations.</param>
    /// <param name="states">Gets the states.</param>
    /// <param name="now">The current timestamp.</param>
    public void Update(
        ClusterState cluster, ClusterDestinationsState destinations,
        ConditionalWeakTable<DestinationState, BalancedDestination> states, long now)
    {
        lock (_lock)
        {
            var isFirst = Latest is null;
            if (_known.TryAdd(cluster, this))
                Latest = cluster;
            var available = destinations.AvailableDestinations.ToHashSet(ReferenceEqualityComparer.Instance);
            var found = new Dictionary<string, BalancedDestination>(StringComparer.OrdinalIgnoreCase);
            foreach (var destination in destinations.AllDestinations)
            {
                var balanced = Find(destination, states);
                found[destination.DestinationId] = balanced;

                // The destinations of an earlier version are the same, or no longer in use.
                if (cluster == Latest)
                    balanced.Update(available.Contains(destination), isFirst, now);
            }

            if (cluster == Latest)
                _destinations = found;
        }
    }

    private BalancedDestination Find(DestinationState destination, ConditionalWeakTable<DestinationState, BalancedDestination> states)
    {
        var address = destination.Model.Config.Address;
        if (states.TryGetValue(destination, out var known) && known.Address == address)
            return known;

        if (!_destinations.TryGetValue(destination.DestinationId, out var balanced) || balanced.Address != address)
            balanced = new BalancedDestination(destination);
        states.AddOrUpdate(destination, balanced);
        return balanced;
    }
}

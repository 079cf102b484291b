using System.Net;
using System.Runtime.CompilerServices;
using GatewayKit.Compilation;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Streams;

/// <summary>Lists the destinations of a cluster for a stream: those that are available, in turn.</summary>
internal sealed class StreamDestinations(KeptClusters clusters)
{
    private readonly ConditionalWeakTable<ClusterState, StrongBox<int>> _turns = [];

    /// <summary>Returns the destinations in the order in which a stream tries them.</summary>
    /// <param name="snapshot">The snapshot of the stream's route.</param>
    /// <param name="clusterId">The configured id of the cluster.</param>
    /// <param name="most">The maximum number of destinations.</param>
    /// <returns>Empty if the cluster has no available destination.</returns>
    public IReadOnlyList<StreamDestination> Find(GatewaySnapshot snapshot, string clusterId, int most)
    {
        if (!snapshot.ClusterVersions.TryGetValue(clusterId, out var version) || clusters.Find(snapshot, version) is not { } cluster)
            return [];

        var available = cluster.DestinationsState.AvailableDestinations;
        if (available.Count == 0)
            return [];

        var turn = (uint)Interlocked.Increment(ref _turns.GetOrCreateValue(cluster).Value);
        var found = new StreamDestination[Math.Min(most, available.Count)];
        for (var i = 0; i < found.Length; i++)
        {
            var destination = available[(int)((turn + (uint)i) % (uint)available.Count)];
            found[i] = new StreamDestination(destination.DestinationId, EndPointOf(destination.Model.Config.Address));
        }

        return found;
    }

    private static DnsEndPoint EndPointOf(string address)
    {
        var uri = new Uri(address);
        return new DnsEndPoint(uri.IdnHost, uri.Port);
    }
}

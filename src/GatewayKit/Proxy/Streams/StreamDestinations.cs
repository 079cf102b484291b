using System.Net;
using System.Runtime.CompilerServices;
using GatewayKit.Compilation;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Streams;

/// <summary>Lists the destinations of a cluster for a stream: those that are available, in turn.</summary>
internal sealed class StreamDestinations(KeptClusters clusters)
{
    private readonly ConditionalWeakTable<ClusterState, StrongBox<int>> _turns = [];

    // A change of the TLS settings makes a new version of the cluster.
    private readonly ConditionalWeakTable<ClusterState, StreamTls> _tls = [];

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
            var address = new Uri(destination.Model.Config.Address);
            found[i] = new StreamDestination(
                destination.DestinationId,
                new DnsEndPoint(address.IdnHost, address.Port),
                address.Scheme == Uri.UriSchemeHttps ? TlsOf(cluster, snapshot, clusterId) : null);
        }

        return found;
    }

    private StreamTls TlsOf(ClusterState cluster, GatewaySnapshot snapshot, string clusterId) => _tls.GetValue(
        cluster, state => new StreamTls(snapshot.ClusterTls.GetValueOrDefault(clusterId), state.Model.Config.HttpClient));
}

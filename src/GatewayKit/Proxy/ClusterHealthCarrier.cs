using GatewayKit.Compilation;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy;

/// <summary>Gives the destinations of a cluster's new version the health that the last version had found.</summary>
internal sealed class ClusterHealthCarrier(Lazy<IProxyStateLookup> state, IClusterDestinationsUpdater updater) : IClusterChangeListener
{
    public void OnClusterAdded(ClusterState cluster)
    {
        if (ClusterVersion.ConfiguredId(cluster.Model.Config.Metadata) is not { } id)
            return;

        // The last version is still there: YARP removes clusters after it has added all.
        var last = state.Value.GetClusters().FirstOrDefault(c => c != cluster
            && string.Equals(ClusterVersion.ConfiguredId(c.Model.Config.Metadata), id, StringComparison.OrdinalIgnoreCase));
        if (last is null)
            return;

        var carried = false;
        foreach (var (destinationId, destination) in cluster.Destinations)
        {
            if (last.Destinations.TryGetValue(destinationId, out var known) && known.Model.Config.Address == destination.Model.Config.Address)
            {
                destination.Health.Active = known.Health.Active;
                destination.Health.Passive = known.Health.Passive;
                carried = true;
            }
        }

        if (carried)
            updater.UpdateAvailableDestinations(cluster);
    }

    public void OnClusterChanged(ClusterState cluster)
    {
    }

    public void OnClusterRemoved(ClusterState cluster)
    {
    }
}

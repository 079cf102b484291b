using GatewayKit.Compilation;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy;

/// <summary>Copies the health of destinations from a cluster's last version to its new version.</summary>
internal sealed class ClusterHealthCarrier(CurrentSnapshot current, KeptClusters clusters, IClusterDestinationsUpdater updater)
    : IClusterChangeListener
{
    public void OnClusterAdded(ClusterState cluster)
    {
        if (ClusterVersion.ConfiguredId(cluster.Model.Config.Metadata) is not { } id)
            return;

        // While a snapshot is published, the previous one is still current. That is also true when the new one is rolled back.
        if (current.Value is not { } snapshot
            || !snapshot.ClusterVersions.TryGetValue(id, out var version)
            || clusters.FindKept(snapshot, version) is not { } last)
            return;

        var carried = false;
        foreach (var (destinationId, destination) in cluster.Destinations)
        {
            if (last.Destinations.TryGetValue(destinationId, out var known)
                && known.Model.Config.Address == destination.Model.Config.Address)
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

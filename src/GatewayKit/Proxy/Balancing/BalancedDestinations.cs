using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Balancing;

/// <summary>Prepares the candidates of a cluster whenever YARP determines its available destinations.</summary>
internal sealed class BalancedDestinations(IClusterDestinationsUpdater inner, Balances balances) : IClusterDestinationsUpdater
{
    public void UpdateAvailableDestinations(ClusterState cluster)
    {
        inner.UpdateAvailableDestinations(cluster);
        balances.Update(cluster);
    }

    public void UpdateAllDestinations(ClusterState cluster)
    {
        inner.UpdateAllDestinations(cluster);
        balances.Update(cluster);
    }
}

using System.Collections.Frozen;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Upstream;

/// <summary>
/// The names of destinations that others than the operator have chosen. They are names of other hosts: not of this machine, of its link,
/// such as the metadata service of a cloud, or of the DNS domains that the machine searches.
/// </summary>
internal sealed class RemoteNames : IClusterChangeListener
{
    /// <summary>The key of a cluster's metadata; with the value <c>true</c>, its destinations have such names.</summary>
    public const string Metadata = "gatewaykit.remoteOnly";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string[]> _byCluster = new(StringComparer.OrdinalIgnoreCase);
    private FrozenSet<string> _names = FrozenSet<string>.Empty;

    /// <summary>Returns whether a name must be that of another host.</summary>
    public bool Contains(string name) => Volatile.Read(ref _names).Contains(name);

    public void OnClusterAdded(ClusterState cluster) => Set(cluster.ClusterId, NamesOf(cluster));

    public void OnClusterChanged(ClusterState cluster) => Set(cluster.ClusterId, NamesOf(cluster));

    public void OnClusterRemoved(ClusterState cluster) => Set(cluster.ClusterId, []);

    private static string[] NamesOf(ClusterState cluster)
        => cluster.Model.Config is { Metadata: { } metadata, Destinations: { } destinations }
            && metadata.TryGetValue(Metadata, out var value) && value == "true"
                ? [.. destinations.Values.Select(destination => new Uri(destination.Address).IdnHost)]
                : [];

    private void Set(string cluster, string[] names)
    {
        lock (_lock)
        {
            var isKnown = _byCluster.Remove(cluster);
            if (names.Length > 0)
                _byCluster.Add(cluster, names);
            else if (!isKnown)
                return;

            Volatile.Write(ref _names, _byCluster.Values.SelectMany(all => all).ToFrozenSet(StringComparer.OrdinalIgnoreCase));
        }
    }
}

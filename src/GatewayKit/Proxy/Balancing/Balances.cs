using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using GatewayKit.Compilation;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Balancing;

/// <summary>
/// The candidates of the clusters with the gateway's own policies. They are created when YARP determines which destinations are available,
/// and found by YARP's list of these: a policy doesn't always get the cluster that a plugin has chosen.
/// </summary>
internal sealed class Balances(PublishedBalancing published, TimeProvider time) : IClusterChangeListener
{
    private readonly ConcurrentDictionary<string, BalancedCluster> _clusters = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConditionalWeakTable<ClusterModel, CompiledBalancing> _settings = [];
    private readonly ConditionalWeakTable<DestinationState, BalancedDestination> _destinations = [];
    private readonly ConditionalWeakTable<IReadOnlyList<DestinationState>, Candidates> _candidates = [];

    /// <summary>Returns the candidates among the destinations that a policy can choose from.</summary>
    /// <param name="cluster">The cluster of the request.</param>
    /// <param name="available">The destinations: all available ones, or those that session affinity has left.</param>
    public Candidates Among(ClusterModel cluster, IReadOnlyList<DestinationState> available)
        => _candidates.TryGetValue(available, out var known) ? known : Create(available, SettingsOf(cluster));

    /// <summary>Returns the settings of a cluster; the defaults if it isn't one of the gateway's.</summary>
    public CompiledBalancing SettingsOf(ClusterModel cluster)
        => _settings.TryGetValue(cluster, out var settings) ? settings : CompiledBalancing.Default;

    /// <summary>Returns the balancing state of a destination.</summary>
    public BalancedDestination Of(DestinationState destination)
        => _destinations.GetValue(destination, static state => new BalancedDestination(state));

    /// <summary>Prepares the candidates of a cluster whose destinations, or their health, may have changed.</summary>
    public void Update(ClusterState cluster)
    {
        if (!_settings.TryGetValue(cluster.Model, out var settings))
        {
            settings = published.Find(cluster.ClusterId);
            if (settings is null)
                return;

            _settings.AddOrUpdate(cluster.Model, settings);
        }

        var id = ClusterVersion.ConfiguredId(cluster.Model.Config.Metadata) ?? cluster.ClusterId;
        var state = cluster.DestinationsState;
        _clusters.GetOrAdd(id, static _ => new BalancedCluster()).Update(cluster, state, _destinations, time.GetTimestamp());

        // YARP shares an empty list, which no policy gets.
        if (state.AvailableDestinations.Count > 0)
            _candidates.AddOrUpdate(state.AvailableDestinations, Create(state.AvailableDestinations, settings));
    }

    public void OnClusterAdded(ClusterState cluster)
    {
    }

    public void OnClusterChanged(ClusterState cluster)
    {
    }

    public void OnClusterRemoved(ClusterState cluster)
    {
        if (ClusterVersion.ConfiguredId(cluster.Model.Config.Metadata) is { } id
            && _clusters.TryGetValue(id, out var balanced) && balanced.Latest == cluster)
            _clusters.TryRemove(new(id, balanced));
    }

    private Candidates Create(IReadOnlyList<DestinationState> available, CompiledBalancing settings)
        => new(available.Select(state => new Candidate(state, Of(state), settings.WeightOf(state.DestinationId))), settings, time);
}

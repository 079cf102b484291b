using GatewayKit.Configuration;
using GatewayKit.Proxy.Discovery;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Balancing;

/// <summary>Removes the disabled destinations of a cluster, and marks the drained ones in their metadata.</summary>
internal static class DestinationMark
{
    private const string DrainedKey = "GatewayKit.Drained";

    /// <summary>Returns whether a destination gets only the requests of its sessions.</summary>
    public static bool IsDrained(DestinationState destination) => destination.Model.Config.Metadata?.ContainsKey(DrainedKey) == true;

    /// <param name="cluster">A cluster with its discovered destinations.</param>
    /// <param name="states">The states of destinations that aren't active.</param>
    public static ClusterConfig Apply(ClusterConfig cluster, IReadOnlyDictionary<string, DestinationAvailability> states)
    {
        if (states.Count == 0 || cluster.Destinations is not { Count: > 0 } destinations)
            return cluster;

        var byName = new Dictionary<string, DestinationAvailability>(states, StringComparer.OrdinalIgnoreCase);
        var marked = new Dictionary<string, DestinationConfig>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, destination) in destinations)
        {
            switch (StateOf(name, byName))
            {
                case DestinationAvailability.Active:
                    marked.Add(name, destination);
                    break;
                case DestinationAvailability.Drained:
                    marked.Add(name, Drained(destination));
                    break;
            }
        }

        return cluster with { Destinations = marked };
    }

    private static DestinationAvailability StateOf(string name, Dictionary<string, DestinationAvailability> states)
        => states.TryGetValue(name, out var state) || states.TryGetValue(DiscoveredDestinations.ConfiguredName(name), out state)
            ? state
            : DestinationAvailability.Active;

    private static DestinationConfig Drained(DestinationConfig destination)
    {
        var metadata = new Dictionary<string, string>(destination.Metadata ?? new Dictionary<string, string>()) { [DrainedKey] = "" };
        return destination with { Metadata = metadata };
    }
}

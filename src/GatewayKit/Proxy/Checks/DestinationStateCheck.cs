using GatewayKit.Configuration;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Proxy.Checks;

/// <summary>Checks the states of a cluster's destinations.</summary>
internal static class DestinationStateCheck
{
    public static void Check(ConfigOwner owner, GatewayCluster cluster, ConfigLocation location, ConfigErrors errors)
    {
        var states = cluster.DestinationStates;
        if (states.Count == 0 || cluster.IsIncomplete)
            return;

        string[] names = cluster.Cluster.Destinations is { } destinations ? [.. destinations.Keys] : [];
        foreach (var name in states.Keys.Except(names, StringComparer.OrdinalIgnoreCase))
        {
            errors.Add(
                owner, $"destinationStates has '{DisplayText.Name(name)}'; {UnknownName.For("destination", name, names)}", location);
        }

        foreach (var twice in states.Keys.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
            errors.Add(owner, $"destinationStates contains '{DisplayText.Name(twice.Key)}' twice.", location);

        if (names.Length > 0 && Array.TrueForAll(names, name => states.Any(state
            => state.Value != DestinationAvailability.Active && state.Key.Equals(name, StringComparison.OrdinalIgnoreCase))))
            errors.Warn(owner, "no destination is active; requests without a session are a 503.", location);
    }
}

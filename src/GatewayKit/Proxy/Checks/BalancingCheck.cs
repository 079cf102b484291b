using GatewayKit.Configuration;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Proxy.Checks;

/// <summary>Checks a cluster's load balancing settings against its other settings: none may have no effect without a message.</summary>
internal static class BalancingCheck
{
    private static readonly ClusterLoadBalancing s_defaults = new();

    public static void Check(ConfigOwner owner, GatewayCluster cluster, ConfigLocation location, ConfigErrors errors)
    {
        if (cluster.LoadBalancing is not { } settings || cluster.IsIncomplete)
            return;

        var policy = cluster.Cluster.LoadBalancingPolicy;
        if (!BalancingPolicy.IsOwn(policy))
        {
            var used = string.IsNullOrEmpty(policy) ? "isn't set" : $"is '{DisplayText.Name(policy)}'";
            errors.Add(owner, $"loadBalancing has no effect, because loadBalancingPolicy {used}; it must be "
                + $"{BalancingPolicy.WeightedRoundRobin}, {BalancingPolicy.ConsistentHash} or {BalancingPolicy.LeastLatency}.", location);
            return;
        }

        if (!BalancingPolicy.Is(policy, BalancingPolicy.ConsistentHash))
        {
            Require(settings.HashBy == s_defaults.HashBy, "hashBy", BalancingPolicy.ConsistentHash);
            Require(settings.MaxLoad is null, "maxLoad", BalancingPolicy.ConsistentHash);
        }

        if (!BalancingPolicy.Is(policy, BalancingPolicy.LeastLatency))
        {
            Require(settings.Decay == s_defaults.Decay, "decay", BalancingPolicy.LeastLatency);
            Require(settings.ErrorLatency == s_defaults.ErrorLatency, "errorLatency", BalancingPolicy.LeastLatency);
        }

        CheckWeights(owner, cluster, settings, location, errors);

        void Require(bool isDefault, string key, string needed)
        {
            if (!isDefault)
                errors.Add(owner, $"loadBalancing.{key} needs loadBalancingPolicy {needed}.", location);
        }
    }

    private static void CheckWeights(
        ConfigOwner owner, GatewayCluster cluster, ClusterLoadBalancing settings, ConfigLocation location, ConfigErrors errors)
    {
        string[] names = cluster.Cluster.Destinations is { } destinations ? [.. destinations.Keys] : [];
        foreach (var name in settings.Weights.Keys.Except(names, StringComparer.OrdinalIgnoreCase))
        {
            errors.Add(owner, $"loadBalancing.weights has '{DisplayText.Name(name)}'; {UnknownName.For("destination", name, names)}",
                location);
        }

        if (names.Length > 0 && Array.TrueForAll(names, name => settings.Weights.Any(weight
            => weight.Value == 0 && weight.Key.Equals(name, StringComparison.OrdinalIgnoreCase))))
            errors.Warn(owner, "each weight is 0; requests without a session are a 503.", location);
    }
}

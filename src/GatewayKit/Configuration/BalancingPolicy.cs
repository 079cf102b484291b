using Yarp.ReverseProxy.LoadBalancing;

namespace GatewayKit.Configuration;

/// <summary>The names of the gateway's own load balancing policies, in addition to YARP's <see cref="LoadBalancingPolicies"/>.</summary>
internal static class BalancingPolicy
{
    public const string WeightedRoundRobin = nameof(WeightedRoundRobin);

    public const string ConsistentHash = nameof(ConsistentHash);

    public const string LeastLatency = nameof(LeastLatency);

    /// <summary>Returns whether a cluster's <c>loadBalancingPolicy</c> is one of the gateway's own.</summary>
    public static bool IsOwn(string? name)
        => Is(name, WeightedRoundRobin) || Is(name, ConsistentHash) || Is(name, LeastLatency);

    /// <summary>Compares names as YARP does.</summary>
    public static bool Is(string? name, string policy) => string.Equals(name, policy, StringComparison.OrdinalIgnoreCase);
}

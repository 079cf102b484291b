using GatewayKit.Configuration.Policies;

namespace GatewayKit.Proxy.Resilience;

/// <summary>The policies of a cluster with their state.</summary>
/// <param name="Config">The policies as configured.</param>
/// <param name="Retries">Sends requests again; null without the policy.</param>
/// <param name="Hedges">Sends requests to several destinations; null without the policy.</param>
/// <param name="Breakers">The circuit breakers of the destinations; null without the policy.</param>
/// <param name="Outliers">Ejects destinations; null without the policy.</param>
/// <param name="Direct">The retries of the gateway's own forwarder; null if YARP's forwarder sends all requests.</param>
/// <param name="Gate">Limits the requests at the same time; null without the policy.</param>
internal sealed record ActivePolicies(
    ClusterPolicies Config, Retries? Retries, Hedges? Hedges, Breakers? Breakers, Outliers? Outliers, DirectRetries? Direct,
    ConcurrencyGate? Gate);

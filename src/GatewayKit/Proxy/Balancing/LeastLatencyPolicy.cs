using GatewayKit.Configuration;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Balancing;

/// <summary>
/// Selects the faster of two random destinations, by their expected latency and the requests in flight. With a choice between two, not all
/// requests and not all nodes select the same destination at a time (Mitzenmacher, 2001).
/// </summary>
internal sealed class LeastLatencyPolicy(Balances balances, TimeProvider time) : ILoadBalancingPolicy
{
    /// <summary>The cost of a destination whose first response is awaited, per request in flight: more than any latency.</summary>
    private const double Unknown = 1e9;

    public string Name => BalancingPolicy.LeastLatency;

    public DestinationState? PickDestination(
        HttpContext context, ClusterState cluster, IReadOnlyList<DestinationState> availableDestinations)
    {
        var candidates = balances.Among(context.GetReverseProxyFeature().Cluster, availableDestinations);
        var count = candidates.Items.Length;
        if (count < 2)
            return count == 0 ? null : candidates.Items[0].State;

        var first = Random.Shared.Next(count);
        var second = Random.Shared.Next(count - 1);
        if (second >= first)
            second++;
        return CostOf(candidates, candidates.Items[first]) <= CostOf(candidates, candidates.Items[second])
            ? candidates.Items[first].State
            : candidates.Items[second].State;
    }

    /// <summary>Returns the expected wait for a response. A destination without a response gets one request at first.</summary>
    private double CostOf(Candidates candidates, in Candidate candidate)
    {
        var now = time.GetTimestamp();
        var inFlight = candidate.State.ConcurrentRequestCount;
        var cost = candidate.Balanced.Latency.At(now, candidates.Balancing.Settings.Decay, time) is { } seconds
            ? seconds * (inFlight + 1)
            : Unknown * inFlight;
        return cost / candidates.WeightAt(candidate, now);
    }
}

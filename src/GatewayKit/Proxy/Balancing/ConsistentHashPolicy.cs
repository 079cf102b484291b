using GatewayKit.Configuration;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Balancing;

/// <summary>
/// Selects the same destination for the same key, by weighted rendezvous hashing (Thaler and Ravishankar, 1998; Schindelhauer and
/// Schomaker, 2005): the destination with the highest score for the key. When a destination is added or removed, only the keys move
/// that it gets or had. With a maximum load, a key moves to the destination with the next score while its own is full (Mirrokni,
/// Thorup and Zadimoghaddam, 2018).
/// </summary>
internal sealed class ConsistentHashPolicy(Balances balances) : ILoadBalancingPolicy
{
    public string Name => BalancingPolicy.ConsistentHash;

    public DestinationState? PickDestination(
        HttpContext context, ClusterState cluster, IReadOnlyList<DestinationState> availableDestinations)
    {
        var candidates = balances.Among(context.GetReverseProxyFeature().Cluster, availableDestinations);
        var key = candidates.Balancing.HashKey.Of(context);
        return candidates.Balancing.Settings.MaxLoad is { } limit ? Pick(candidates, key, limit) : Pick(candidates, key);
    }

    private static DestinationState? Pick(Candidates candidates, ulong key)
    {
        var now = candidates.Now;
        var (best, highest) = (default(DestinationState), double.NegativeInfinity);
        foreach (ref readonly var candidate in candidates.Items)
        {
            var score = ScoreOf(candidates, candidate, key, now);
            if (score > highest)
                (best, highest) = (candidate.State, score);
        }

        return best;
    }

    private static DestinationState? Pick(Candidates candidates, ulong key, double limit)
    {
        var now = candidates.Now;
        var (total, requests) = (0L, 1L);
        foreach (ref readonly var candidate in candidates.Items)
        {
            total += candidates.WeightAt(candidate, now);
            requests += candidate.State.ConcurrentRequestCount;
        }

        // The limits add up to more than all requests, so that at least one destination is below its own.
        var (best, highest) = (default(DestinationState), double.NegativeInfinity);
        foreach (ref readonly var candidate in candidates.Items)
        {
            var most = Math.Ceiling(limit * requests * candidates.WeightAt(candidate, now) / total);
            if (candidate.State.ConcurrentRequestCount >= most)
                continue;

            var score = ScoreOf(candidates, candidate, key, now);
            if (score > highest)
                (best, highest) = (candidate.State, score);
        }

        return best;
    }

    // The score to the power of 1/weight; its logarithm keeps the order and doesn't lose digits.
    private static double ScoreOf(Candidates candidates, in Candidate candidate, ulong key, long now)
    {
        var score = StableHash.Score(key, candidate.Balanced.Seed);
        return candidates.AreEven ? score : Math.Log(score) / candidates.WeightAt(candidate, now);
    }
}

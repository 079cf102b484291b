using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Balancing;

/// <summary>Excludes drained destinations from those that are available, whatever else determines these.</summary>
internal sealed class UndrainedDestinations(IAvailableDestinationsPolicy inner, SessionDestinations sessions) : IAvailableDestinationsPolicy
{
    public string Name => inner.Name;

    public IReadOnlyList<DestinationState> GetAvailalableDestinations(
        ClusterConfig config, IReadOnlyList<DestinationState> allDestinations)
    {
        if (!allDestinations.Any(DestinationMark.IsDrained))
            return inner.GetAvailalableDestinations(config, allDestinations);

        DestinationState[] undrained = [.. allDestinations.Where(destination => !DestinationMark.IsDrained(destination))];
        var available = undrained.Length == 0 ? [] : inner.GetAvailalableDestinations(config, undrained);

        // A list of its own, also if it is empty: sessions are found by it.
        List<DestinationState> own = [.. available];
        sessions.Add(own, inner.GetAvailalableDestinations(config, allDestinations));
        return own;
    }
}

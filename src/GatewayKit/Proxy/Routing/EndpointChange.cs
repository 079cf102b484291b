using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Proxy.Routing;

/// <summary>The differences between two lists of endpoints. Most of them are the same objects at the same places.</summary>
internal static class EndpointChange
{
    public static (IReadOnlyList<RouteEndpoint> Removed, IReadOnlyList<RouteEndpoint> Added) Between(
        RouteTableVersion before, IReadOnlyList<Endpoint> proxy, Endpoint[] host)
    {
        var (removed, added) = (new List<RouteEndpoint>(), new List<RouteEndpoint>());
        Compare(before.ProxyEndpoints, proxy, removed, added);
        if (before.HostEndpoints != host)
            Compare(before.HostEndpoints, host, removed, added);
        return (removed, added);
    }

    /// <summary>Adds the endpoints that only one of two lists has.</summary>
    public static void Compare(
        IReadOnlyList<Endpoint> before, IReadOnlyList<Endpoint> after, List<RouteEndpoint> removed, List<RouteEndpoint> added)
    {
        var start = 0;
        while (start < before.Count && start < after.Count && ReferenceEquals(before[start], after[start]))
            start++;
        var end = 0;
        while (end < before.Count - start && end < after.Count - start && ReferenceEquals(before[^(end + 1)], after[^(end + 1)]))
            end++;
        var gone = new HashSet<Endpoint>(ReferenceEqualityComparer.Instance);
        for (var i = start; i < before.Count - end; i++)
            gone.Add(before[i]);
        for (var i = start; i < after.Count - end; i++)
        {
            if (!gone.Remove(after[i]) && after[i] is RouteEndpoint route)
                added.Add(route);
        }

        removed.AddRange(gone.OfType<RouteEndpoint>());
    }
}

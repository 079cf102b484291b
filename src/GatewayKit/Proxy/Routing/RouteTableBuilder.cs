using GatewayKit.Proxy.Matching;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Proxy.Routing;

/// <summary>Builds versions of the route table. A version shares the parts of the previous one that haven't changed.</summary>
internal sealed class RouteTableBuilder(IServiceProvider services)
{
    /// <summary>With more routes, a start verifies only the parts with the host's own endpoints.</summary>
    private const int MostVerified = 2_000;

    private readonly MatcherCache _matchers = new(RouteMatcherBuilder.Create(services));
    private readonly MatcherCache _methods = new(RouteMatcherBuilder.ForMethods(services));

    /// <summary>Builds a version.</summary>
    /// <param name="proxy">YARP's endpoints.</param>
    /// <param name="host">The host's endpoints.</param>
    /// <param name="previous">The active version; null if there is none.</param>
    public RouteTableVersion Build(IReadOnlyList<Endpoint> proxy, Endpoint[] host, RouteTableVersion? previous)
    {
        var version = new RouteTableVersion(proxy, host);
        Fill(version, proxy, previous);
        return version;
    }

    /// <summary>Partitions the endpoints of a version.</summary>
    /// <param name="version">The version.</param>
    /// <param name="proxy">YARP's endpoints as they are matched.</param>
    /// <param name="previous">The version to share parts with.</param>
    public void Fill(RouteTableVersion version, IReadOnlyList<Endpoint> proxy, RouteTableVersion? previous)
    {
        if (previous is null)
        {
            (version.Added, var precise) = Divide(version.HostEndpoints.Concat(proxy).OfType<RouteEndpoint>());
            version.Partitions = RoutePartitions.Build(version.Added);
            version.Precise = PreciseIndex.Empty.Change([], precise);
        }
        else
        {
            var (gone, come) = EndpointChange.Between(previous, proxy, version.HostEndpoints);
            var (removed, removedPrecise) = Divide(gone);
            (version.Added, var addedPrecise) = Divide(come);
            version.Partitions = previous.Partitions.Change(removed, version.Added)
                ?? RoutePartitions.Build(Divide(version.HostEndpoints.Concat(proxy).OfType<RouteEndpoint>()).Partitioned);
            version.Precise = previous.Precise.Change(removedPrecise, addedPrecise);
        }

        _matchers.LimitFor(proxy.Count);
        _methods.LimitFor(proxy.Count);
        version.Matcher = new PartitionedMatcher(version.Partitions, _matchers, _methods);
    }

    /// <summary>Divides endpoints into those that are matched in partitions, and those with a precise match.</summary>
    private static (IReadOnlyList<RouteEndpoint> Partitioned, IReadOnlyList<PreciseEndpoint> Precise) Divide(
        IEnumerable<RouteEndpoint> endpoints)
    {
        var partitioned = new List<RouteEndpoint>();
        var precise = new List<PreciseEndpoint>();
        foreach (var endpoint in endpoints)
        {
            if (PreciseRoute.Of(endpoint) is { } route)
                precise.Add(new PreciseEndpoint(endpoint, route));
            else
                partitioned.Add(endpoint);
        }

        return (partitioned, precise);
    }

    /// <summary>Builds the matchers of the endpoints that a version adds. Throws what the host's routing would throw for them.</summary>
    public void Verify(RouteTableVersion version)
    {
        var added = version.Added.Count <= MostVerified
            ? version.Added
            : version.Added.Where(endpoint => Array.IndexOf(version.HostEndpoints, endpoint) >= 0);
        foreach (var leaf in added.SelectMany(version.Partitions.LeavesOf).Distinct())
            _matchers.Verify(leaf);
    }

    /// <summary>Drops what only earlier versions need.</summary>
    public void Release()
    {
        _matchers.DropReplaced();
        _methods.DropReplaced();
    }
}

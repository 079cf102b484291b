using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Proxy.Routing;

/// <summary>Endpoints that are matched together. A change of one of them makes a new leaf.</summary>
/// <param name="endpoints">The endpoints.</param>
/// <param name="areForMethods">Whether they show which paths and methods exist, and are never matched.</param>
internal sealed class PathLeaf(RouteEndpoint[] endpoints, bool areForMethods)
{
    private static long s_lastId;

    private RouteMatcher? _matcher;

    /// <summary>The number of this leaf, unique in the process.</summary>
    public long Id { get; } = Interlocked.Increment(ref s_lastId);

    public RouteEndpoint[] Endpoints { get; } = endpoints;

    /// <summary>The endpoints as a matcher gets them.</summary>
    public IEnumerable<Endpoint> Copies
        => Endpoints.Select(endpoint => areForMethods ? MatchedEndpoint.Unmatched(endpoint) : new MatchedEndpoint(endpoint).Copy());

    /// <summary>The endpoints with segments that not every text matches.</summary>
    private RouteEndpoint[] Picky { get; } = areForMethods ? [] : Array.FindAll(endpoints, PickySegments.AreIn);

    /// <summary>Gets or sets whether no version has this leaf any longer.</summary>
    public bool IsReplaced { get; set; }

    /// <summary>Returns whether the result for a path depends on the literals of other routes (<see cref="PickySegments"/>).</summary>
    public bool NeedsLiterals(ReadOnlySpan<char> path)
    {
        foreach (var endpoint in Picky)
        {
            if (PickySegments.AreReached(endpoint, path))
                return true;
        }

        return false;
    }

    /// <summary>Returns the matcher of these endpoints alone, built when it is first needed.</summary>
    public RouteMatcher MatcherFrom(RouteMatcherBuilder builder)
    {
        if (Volatile.Read(ref _matcher) is { } built)
            return built;

        lock (Endpoints)
        {
            if (_matcher is null)
                Volatile.Write(ref _matcher, builder.BuildFrom(Copies));
            return _matcher;
        }
    }
}

namespace GatewayKit.Proxy.Matching;

/// <summary>The routes of a listener and a host, the highest rank first. Usually all have the same rank. Immutable.</summary>
internal sealed class HostRoutes
{
    public static readonly HostRoutes Empty = new([]);

    private readonly (int Rank, PathRoutes Routes)[] _ranks;

    private HostRoutes((int, PathRoutes)[] ranks) => _ranks = ranks;

    public bool IsEmpty => _ranks.Length == 0;

    public Candidate? Find(in PreciseRequest request)
    {
        foreach (ref readonly var rank in _ranks.AsSpan())
        {
            if (rank.Routes.Find(request) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>Adds or removes a route.</summary>
    public HostRoutes Change(PreciseEndpoint endpoint, bool isAdded)
    {
        var rank = endpoint.Route.Match.Rank;
        var before = Array.Find(_ranks, other => other.Rank == rank).Routes ?? PathRoutes.Empty;
        var routes = before.Change(endpoint, isAdded);
        var ranks = _ranks.Where(other => other.Rank != rank).ToList();
        if (!routes.IsEmpty)
            ranks.Add((rank, routes));
        return ranks.Count == 0 ? Empty : new HostRoutes([.. ranks.OrderByDescending(other => other.Rank)]);
    }
}

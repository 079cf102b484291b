using System.Globalization;
using GatewayKit.Compilation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Routing;

/// <summary>
/// The routes of a snapshot as YARP gets them. Each has the number of the snapshot in which its endpoint last changed as metadata.
/// While nothing changes that an endpoint is built from, the route is the same object, so YARP keeps the endpoint;
/// a new number makes YARP build it again.
/// </summary>
internal sealed class ProxyRoutes
{
    private const string RevisionKey = "GatewayKit.Revision";

    /// <summary>The metadata of the last routes without their own.</summary>
    private static Dictionary<string, string>? s_lastMark;

    /// <summary>By number of the route.</summary>
    private readonly RouteConfig?[] _configs;

    /// <summary>The endpoints that were compared last; null if none were.</summary>
    private KnownEndpoints? _known;

    /// <param name="snapshot">The snapshot.</param>
    /// <param name="previous">The routes that YARP has; null if there are none.</param>
    public ProxyRoutes(GatewaySnapshot snapshot, ProxyRoutes? previous)
    {
        (Snapshot, Count) = (snapshot, snapshot.Routes.Composed.Count);
        var routes = snapshot.Routes.Composed.ByNumber;
        _configs = new RouteConfig?[routes.Length];
        var before = previous?.Snapshot.Routes.Composed;
        var hasSameNumbers = before?.HasNumbersOf(snapshot.Routes.Composed) == true;
        var isSameNumbering = hasSameNumbers && ReferenceEquals(snapshot.ClusterVersions, previous!.Snapshot.ClusterVersions);
        for (var i = 0; i < routes.Length; i++)
        {
            if (routes[i] is not { } route)
                continue;
            _configs[i] = isSameNumbering && i < before!.ByNumber.Length && ReferenceEquals(before.ByNumber[i], route)
                ? previous!._configs[i]
                : previous?.FindSame(route, snapshot) ?? Build(route, snapshot);
        }

        if (hasSameNumbers && Volatile.Read(ref previous!._known) is { } known && known.Routes == previous)
            _known = ChangesSince(known);
    }

    public GatewaySnapshot Snapshot { get; }

    /// <summary>The number of routes.</summary>
    public int Count { get; }

    public IEnumerable<RouteConfig> Configs => _configs.OfType<RouteConfig>();

    /// <summary>Returns whether a route belongs to the gateway, and not to the host's own YARP configuration.</summary>
    public static bool IsMarked(RouteConfig config) => config.Metadata?.ContainsKey(RevisionKey) == true;

    public static RouteConfig Mark(RouteConfig route, long revision)
    {
        var number = revision.ToString(CultureInfo.InvariantCulture);
        if (route.Metadata is { } own)
        {
            var metadata = new Dictionary<string, string>(own, StringComparer.OrdinalIgnoreCase) { [RevisionKey] = number };
            return route with { Metadata = metadata };
        }

        // The routes that a snapshot changes share their metadata: at the start, these are all routes.
        var last = Volatile.Read(ref s_lastMark);
        if (last is null || last[RevisionKey] != number)
            Volatile.Write(ref s_lastMark, last = new(StringComparer.OrdinalIgnoreCase) { [RevisionKey] = number });
        return route with { Metadata = last };
    }

    /// <summary>Returns the route of a YARP route; null if the YARP route doesn't belong to this snapshot.</summary>
    public ComposedRoute? Find(RouteConfig config)
    {
        var routes = Snapshot.Routes.Composed;
        return routes.TryGetNumber(config.RouteId, out var number) && _configs[number] is { } own
            && (ReferenceEquals(own, config) || RevisionOf(own) == RevisionOf(config))
            ? routes.ByNumber[number]
            : null;
    }

    /// <summary>Returns whether endpoints are those of these routes, beside endpoints that aren't the gateway's.</summary>
    public bool Owns(IReadOnlyList<Endpoint> endpoints)
    {
        if (Volatile.Read(ref _known) is { } known && known.Routes == this && ReferenceEquals(known.Endpoints, endpoints))
            return true;

        // After the gateway has stopped, the routes are gone, and whatever serves nothing can own the endpoints.
        if (Snapshot.Routes.Composed.Count != Count)
            return true;

        if ((CountByDifferences(endpoints) ?? CountOwn(endpoints)) != Count)
            return false;

        Volatile.Write(ref _known, new KnownEndpoints(this, endpoints, []));
        return true;
    }

    /// <summary>Returns the endpoints of the routes before, with the routes that differ.</summary>
    private KnownEndpoints ChangesSince(KnownEndpoints known)
    {
        var before = known.Routes._configs;
        var changed = new List<int>();
        for (var i = 0; i < before.Length; i++)
        {
            if (before[i] is { } config && (i >= _configs.Length || !ReferenceEquals(config, _configs[i])))
                changed.Add(i);
        }

        return changed.Count == 0 && Count == known.Routes.Count ? new KnownEndpoints(this, known.Endpoints, [])
            : new KnownEndpoints(known.Routes, known.Endpoints, changed);
    }

    /// <summary>Counts the endpoints by their differences from those that are known, most of which are the same objects.</summary>
    /// <returns>The number of endpoints of these routes; -1 if another one is the gateway's; null if none are known.</returns>
    private int? CountByDifferences(IReadOnlyList<Endpoint> endpoints)
    {
        if (Volatile.Read(ref _known) is not { } known || known.Routes.Snapshot.Routes.Composed.Count != known.Routes.Count)
            return null;

        var (removed, added) = (new List<RouteEndpoint>(), new List<RouteEndpoint>());
        EndpointChange.Compare(known.Endpoints, endpoints, removed, added);
        var gone = removed.Select(known.Routes.NumberOf).OfType<int>().ToHashSet();

        // An endpoint that is still there is that of the earlier version of its route.
        if (!gone.IsSupersetOf(known.Changed))
            return -1;
        return CountOwn(added) is >= 0 and var own ? known.Routes.Count - gone.Count + own : -1;
    }

    /// <returns>The number of endpoints of these routes; -1 if another one is the gateway's.</returns>
    private int CountOwn(IEnumerable<Endpoint> endpoints)
    {
        var own = 0;
        foreach (var endpoint in endpoints)
        {
            if (EndpointMetadata.Last<RouteModel>(endpoint)?.Config is not { } config)
                continue;

            if (Find(config) is not null)
                own++;
            else if (IsMarked(config))
                return -1;
        }

        return own;
    }

    /// <summary>Returns the number of the route of an endpoint; null if it isn't one of these routes.</summary>
    private int? NumberOf(Endpoint endpoint)
        => EndpointMetadata.Last<RouteModel>(endpoint)?.Config is { } config && Find(config) is not null
            && Snapshot.Routes.Composed.TryGetNumber(config.RouteId, out var number)
            ? number
            : null;

    private static string? RevisionOf(RouteConfig config) => config.Metadata?.GetValueOrDefault(RevisionKey);

    /// <summary>Returns the route that YARP has, if its endpoint is right for another snapshot.</summary>
    private RouteConfig? FindSame(ComposedRoute route, GatewaySnapshot other)
        => Snapshot.Routes.Composed is var routes && routes.TryGetNumber(route.Id, out var number)
            && _configs[number] is { } config
            && routes.ByNumber[number]!.HasSameEndpoint(route)
            && ClusterOf(route, other) == config.ClusterId
            ? config
            : null;

    private static RouteConfig Build(ComposedRoute route, GatewaySnapshot snapshot)
    {
        var config = route.Source.Route;
        return Mark(
            config with
            {
                ClusterId = ClusterOf(route, snapshot),
                Match = WithLowerHosts(config.Match),
            },
            snapshot.Revision);
    }

    /// <summary>ASP.NET Core treats hosts that differ in case first as different, and later as the same.</summary>
    private static RouteMatch WithLowerHosts(RouteMatch match)
    {
        if (match.Hosts is not { } hosts)
            return match;

        string[] lower = [.. hosts.Select(host => host.ToLowerInvariant())];
        return lower.SequenceEqual(hosts, StringComparer.Ordinal) ? match : match with { Hosts = lower };
    }

    private static string? ClusterOf(ComposedRoute route, GatewaySnapshot snapshot)
        => route.Source.Route.ClusterId is { Length: > 0 } id ? snapshot.ClusterVersions[id] : route.Source.Route.ClusterId;

    /// <summary>Endpoints that were compared.</summary>
    /// <param name="Routes">The routes whose endpoints they are: these, or those before.</param>
    /// <param name="Endpoints">The endpoints, beside those that aren't the gateway's.</param>
    /// <param name="Changed">The numbers of those routes that differ since.</param>
    private sealed record KnownEndpoints(ProxyRoutes Routes, IReadOnlyList<Endpoint> Endpoints, IReadOnlyList<int> Changed);
}

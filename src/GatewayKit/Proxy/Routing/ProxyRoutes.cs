using System.Globalization;
using GatewayKit.Compilation;
using Microsoft.AspNetCore.Http;
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

    private readonly Dictionary<string, RouteConfig> _configs = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The endpoints that were compared last, if they are those of these routes.</summary>
    private IReadOnlyList<Endpoint>? _owned;

    /// <param name="snapshot">The snapshot.</param>
    /// <param name="previous">The routes that YARP has; null if there are none.</param>
    public ProxyRoutes(GatewaySnapshot snapshot, ProxyRoutes? previous)
    {
        Snapshot = snapshot;
        _configs.EnsureCapacity(snapshot.Routes.Count);
        foreach (var (id, route) in snapshot.Routes)
            _configs.Add(id, previous?.FindSame(id, route) ?? Build(route));
    }

    public GatewaySnapshot Snapshot { get; }

    public IReadOnlyCollection<RouteConfig> Configs => _configs.Values;

    /// <summary>Returns whether a route belongs to the gateway, and not to the host's own YARP configuration.</summary>
    public static bool IsMarked(RouteConfig config) => config.Metadata?.ContainsKey(RevisionKey) == true;

    public static RouteConfig Mark(RouteConfig route, long revision)
    {
        var metadata = route.Metadata is null
            ? new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            : new Dictionary<string, string>(route.Metadata, StringComparer.OrdinalIgnoreCase);
        metadata[RevisionKey] = revision.ToString(CultureInfo.InvariantCulture);
        return route with { Metadata = metadata };
    }

    /// <summary>Returns the compiled route of a YARP route; null if the YARP route doesn't belong to this snapshot.</summary>
    public CompiledRoute? Find(RouteConfig config)
        => _configs.TryGetValue(config.RouteId, out var own) && (ReferenceEquals(own, config) || RevisionOf(own) == RevisionOf(config))
            ? Snapshot.Routes.GetValueOrDefault(config.RouteId)
            : null;

    /// <summary>Returns whether endpoints are those of these routes, beside endpoints that aren't the gateway's.</summary>
    public bool Owns(IReadOnlyList<Endpoint> endpoints)
    {
        if (ReferenceEquals(Volatile.Read(ref _owned), endpoints))
            return true;

        var own = 0;
        foreach (var endpoint in endpoints)
        {
            if (EndpointMetadata.Last<RouteModel>(endpoint)?.Config is not { } config)
                continue;

            if ((_configs.TryGetValue(config.RouteId, out var same) && ReferenceEquals(same, config)) || Find(config) is not null)
                own++;
            else if (IsMarked(config))
                return false;
        }

        if (own != _configs.Count)
            return false;

        Volatile.Write(ref _owned, endpoints);
        return true;
    }

    private static string? RevisionOf(RouteConfig config) => config.Metadata?.GetValueOrDefault(RevisionKey);

    /// <summary>Returns the route that YARP has, if its endpoint is right for another snapshot.</summary>
    private RouteConfig? FindSame(string id, CompiledRoute route)
        => _configs.TryGetValue(id, out var config)
            && Snapshot.Routes.TryGetValue(id, out var own)
            && own.HasSameEndpoint(route)
            && ClusterOf(route) == config.ClusterId
            ? config
            : null;

    private static RouteConfig Build(CompiledRoute route)
    {
        var config = route.Source.Route;
        return Mark(
            config with
            {
                ClusterId = ClusterOf(route),

                // ASP.NET Core treats hosts that differ in case first as different, and later as the same.
                Match = config.Match.Hosts is { } hosts
                    ? config.Match with { Hosts = [.. hosts.Select(host => host.ToLowerInvariant())] }
                    : config.Match,
            },
            route.Snapshot.Revision);
    }

    private static string? ClusterOf(CompiledRoute route)
        => route.Source.Route.ClusterId is { Length: > 0 } id ? route.Snapshot.ClusterVersions[id] : route.Source.Route.ClusterId;
}

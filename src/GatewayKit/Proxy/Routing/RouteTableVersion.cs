using GatewayKit.Compilation;
using GatewayKit.Edge;
using GatewayKit.Proxy.Matching;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Routing;

/// <summary>
/// One version of the endpoints that <see cref="RouteTable"/> matches. YARP's endpoints of unchanged routes are the same in several
/// versions. A request belongs to the version that it was matched with, which is a feature of the request, or if the host's own routing
/// has matched it, metadata of the endpoint (<see cref="Placed"/>).
/// A configuration that changes no endpoint replaces the snapshot in one step; otherwise there is a new version.
/// </summary>
/// <param name="proxy">YARP's endpoints.</param>
/// <param name="host">The host's endpoints.</param>
internal sealed class RouteTableVersion(IReadOnlyList<Endpoint> proxy, Endpoint[] host)
{
    private GatewaySnapshot? _snapshot;

    /// <summary>YARP's endpoints.</summary>
    public IReadOnlyList<Endpoint> ProxyEndpoints { get; } = proxy;

    /// <summary>The host's endpoints.</summary>
    public Endpoint[] HostEndpoints { get; } = host;

    /// <summary>The endpoints by host and path.</summary>
    public RoutePartitions Partitions { get; set; } = RoutePartitions.Empty;

    /// <summary>The endpoints of routes with a precise match, which aren't in the partitions.</summary>
    public PreciseIndex Precise { get; set; } = PreciseIndex.Empty;

    /// <summary>The endpoints in the partitions that the previous version doesn't have.</summary>
    public IReadOnlyList<RouteEndpoint> Added { get; set; } = [];

    /// <summary>Matches requests with the endpoints in the partitions.</summary>
    public PartitionedMatcher? Matcher { get; set; }

    /// <summary>Returns the version that a request was matched with; null if the gateway hasn't matched it.</summary>
    public static RouteTableVersion? Of(HttpContext http)
        => http.GetEndpoint()?.Metadata.GetMetadata<RouteTableVersion>() ?? http.Features.Get<RouteTableVersion>();

    /// <summary>
    /// Finds the endpoint of a request and puts it and its route values on the request. The requests of a listener match only the routes of
    /// that listener; others match the partitions, and if no endpoint there does, the routes with a precise match and without listeners.
    /// </summary>
    public Task MatchAsync(HttpContext http)
    {
        if (http.Features.Get<IListenerFeature>() is { } listeners)
        {
            http.SetEndpoint(PreciseMatcher.Match(Precise, http, listeners));
            return Task.CompletedTask;
        }

        var matching = Matcher!.MatchAsync(http);
        if (Precise.OfHost.IsEmpty)
            return matching;
        if (!matching.IsCompletedSuccessfully)
            return MatchPreciseAfterAsync(http, matching);

        MatchPrecise(http);
        return Task.CompletedTask;
    }

    /// <summary>Lets all endpoints serve a snapshot from now on, whose endpoints are the same.</summary>
    public void Use(GatewaySnapshot snapshot) => Volatile.Write(ref _snapshot, snapshot);

    /// <summary>Returns the compiled route that serves requests now; null if this version doesn't have it.</summary>
    public CompiledRoute? Find(string routeId) => Volatile.Read(ref _snapshot)?.Routes.Find(routeId);

    /// <summary>The endpoints for the host's own routing: the gateway's have this version as metadata.</summary>
    public IReadOnlyList<Endpoint> Placed => field ??= [.. ProxyEndpoints.Select(Place)];

    /// <summary>The last endpoint for the host's own routing.</summary>
    public BuildMark Mark => field ??= new BuildMark();

    private async Task MatchPreciseAfterAsync(HttpContext http, Task matching)
    {
        await matching.ConfigureAwait(false);
        MatchPrecise(http);
    }

    private void MatchPrecise(HttpContext http)
    {
        if (http.GetEndpoint() is not RouteEndpoint && PreciseMatcher.Match(Precise, http, null) is { } endpoint)
            http.SetEndpoint(endpoint);
    }

    private Endpoint Place(Endpoint endpoint)
        => endpoint is RouteEndpoint route && route.Metadata.GetMetadata<RouteModel>() is { } model && ProxyRoutes.IsMarked(model.Config)
            ? new RouteEndpoint(
                route.RequestDelegate!, route.RoutePattern, route.Order,
                new EndpointMetadataCollection([.. route.Metadata, this]), route.DisplayName)
            : endpoint;
}

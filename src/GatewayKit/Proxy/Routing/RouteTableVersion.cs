using GatewayKit.Compilation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Routing;

/// <summary>
/// One version of the endpoints that <see cref="RouteTable"/> provides to the host's routing.
/// YARP's endpoints of unchanged routes are the same in several versions; here each gets its own place,
/// so that the endpoint that a request has matched belongs to one version.
/// </summary>
internal sealed class RouteTableVersion
{
    private readonly List<RouteSlot> _slots = [];
    private CompiledRoute[] _routes = [];

    /// <param name="proxy">YARP's endpoints.</param>
    /// <param name="snapshot">The snapshot that the gateway's endpoints among them belong to; null if there are none.</param>
    public RouteTableVersion(IReadOnlyList<Endpoint> proxy, GatewaySnapshot? snapshot)
    {
        ProxyEndpoints = [.. proxy.Select(Place)];
        Endpoints = [.. ProxyEndpoints, Mark.Endpoint];
        if (snapshot is not null)
            Use(snapshot);
    }

    public BuildMark Mark { get; } = new();

    /// <summary>YARP's endpoints.</summary>
    public IReadOnlyList<Endpoint> ProxyEndpoints { get; }

    /// <summary>YARP's endpoints and the mark.</summary>
    public IReadOnlyList<Endpoint> Endpoints { get; }

    /// <summary>A matcher of these endpoints among the host's own; null before the host starts.</summary>
    public RouteMatcher? Matcher { get; set; }

    /// <summary>The compiled routes by place.</summary>
    public CompiledRoute[] Routes => Volatile.Read(ref _routes);

    /// <summary>Lets all endpoints serve a snapshot from now on, whose endpoints are the same.</summary>
    public void Use(GatewaySnapshot snapshot) => Volatile.Write(ref _routes, [.. _slots.Select(slot => snapshot.Routes[slot.RouteId])]);

    private Endpoint Place(Endpoint endpoint)
    {
        if (endpoint is not RouteEndpoint route
            || route.Metadata.GetMetadata<RouteModel>() is not { } model
            || !ProxyRoutes.IsMarked(model.Config))
            return endpoint;

        var slot = new RouteSlot(this, _slots.Count, model.Config.RouteId);
        _slots.Add(slot);
        return new RouteEndpoint(route.RequestDelegate!,
            route.RoutePattern, route.Order, new EndpointMetadataCollection([.. route.Metadata, slot]), route.DisplayName);
    }
}

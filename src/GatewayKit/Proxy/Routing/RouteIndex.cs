using GatewayKit.Compilation;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Routing;

/// <summary>The routes that YARP has, and while it switches, those that it gets.</summary>
internal sealed class RouteIndex
{
    private ProxyRoutes[] _used = [];

    /// <summary>Replaces the indexed snapshots: the active one, and the next one.</summary>
    public void Use(params ReadOnlySpan<GatewaySnapshot> snapshots)
    {
        var before = Volatile.Read(ref _used);
        var used = new ProxyRoutes[snapshots.Length];
        for (var i = 0; i < used.Length; i++)
        {
            var snapshot = snapshots[i];
            used[i] = Array.Find(before, routes => routes.Snapshot == snapshot)
                ?? new ProxyRoutes(snapshot, i > 0 ? used[i - 1] : before.FirstOrDefault());
        }

        Volatile.Write(ref _used, used);
    }

    /// <summary>The routes of an indexed snapshot.</summary>
    public ProxyRoutes Of(GatewaySnapshot snapshot) => Array.Find(Volatile.Read(ref _used), routes => routes.Snapshot == snapshot)!;

    /// <summary>Finds the route of a YARP route.</summary>
    public ComposedRoute? Find(RouteConfig config)
    {
        foreach (var routes in Volatile.Read(ref _used))
        {
            if (ProxyRoutes.IsMarked(config) && routes.Find(config) is { } route)
                return route;
        }

        return null;
    }

    /// <summary>Returns the snapshot whose routes these endpoints are: the active one if they are the routes of both.</summary>
    /// <exception cref="InvalidOperationException">The endpoints are the routes of neither.</exception>
    public GatewaySnapshot? OwnerOf(IReadOnlyList<Endpoint> endpoints)
    {
        foreach (var routes in Volatile.Read(ref _used))
        {
            if (routes.Count > 0 && routes.Owns(endpoints))
                return routes.Snapshot;
        }

        return endpoints.Any(IsOwn) ? throw new InvalidOperationException("YARP has routes of several configurations.") : null;
    }

    /// <summary>Returns whether these endpoints are the routes of an indexed snapshot.</summary>
    public bool Owns(GatewaySnapshot snapshot, IReadOnlyList<Endpoint> endpoints)
        => Array.Find(Volatile.Read(ref _used), routes => routes.Snapshot == snapshot) is { } used && used.Owns(endpoints);

    private static bool IsOwn(Endpoint endpoint)
        => EndpointMetadata.Last<RouteModel>(endpoint) is { } model && ProxyRoutes.IsMarked(model.Config);
}

using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Benchmarks.Roles;

/// <summary>Bare YARP, as its own documentation sets it up.</summary>
internal static class YarpRole
{
    /// <summary>Adds YARP with one route.</summary>
    public static Action<WebApplication> Add(WebApplicationBuilder builder, string upstream)
        => Add(builder, upstream, [("orders", "/orders/{**rest}", null)]);

    /// <summary>Adds YARP with several routes to one cluster.</summary>
    public static Action<WebApplication> Add(
        WebApplicationBuilder builder, string upstream, IEnumerable<(string Id, string Path, string? Host)> routes)
    {
        builder.Services.AddReverseProxy().LoadFromMemory(
            [.. routes.Select(route => new RouteConfig
            {
                RouteId = route.Id,
                ClusterId = "orders",
                Match = new RouteMatch { Path = route.Path, Hosts = route.Host is null ? null : [route.Host] },
            })],
            [
                new ClusterConfig
                {
                    ClusterId = "orders",
                    Destinations = new Dictionary<string, DestinationConfig> { ["one"] = new() { Address = upstream } },
                },
            ]);
        return app => app.MapReverseProxy();
    }
}

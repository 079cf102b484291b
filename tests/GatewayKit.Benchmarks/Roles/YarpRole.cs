using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Benchmarks.Roles;

/// <summary>Bare YARP with one route, as its own documentation sets it up.</summary>
internal static class YarpRole
{
    public static Action<WebApplication> Add(WebApplicationBuilder builder, string upstream)
    {
        builder.Services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "orders", ClusterId = "orders", Match = new RouteMatch { Path = "/orders/{**rest}" } }],
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

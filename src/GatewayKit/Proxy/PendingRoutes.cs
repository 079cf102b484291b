using GatewayKit.Compilation;
using GatewayKit.Proxy.Matching;
using GatewayKit.Proxy.Routing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy;

/// <summary>
/// Builds the route table of a snapshot that isn't active, to find the routes that it would match. A YARP of its own creates the endpoints
/// from what a request is matched by; the constraints, the policies and the other endpoints are those of the host.
/// </summary>
internal static class PendingRoutes
{
    /// <exception cref="NotSupportedException">The gateway is in a group of routes.</exception>
    public static RouteTableVersion Build(IServiceProvider services, GatewaySnapshot snapshot)
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddRouting();
        collection.AddReverseProxy().LoadFromMemory([.. new ProxyRoutes(snapshot, null).Configs.Select(Matched)], []);
        using var own = collection.BuildServiceProvider();
        var routes = new OwnRoutes(own);
        var patterns = services.GetRequiredService<RoutePatterns>();
        routes.MapReverseProxy(static _ => { }).Add(endpoint => Apply(endpoint, snapshot, patterns));
        return services.GetRequiredService<RouteTable>().BuildBeside([.. routes.DataSources.Single().Endpoints]);
    }

    /// <summary>Returns what a request is matched by: everything else depends on services of the host.</summary>
    private static RouteConfig Matched(RouteConfig route)
        => new() { RouteId = route.RouteId, Match = route.Match, Order = route.Order, Metadata = route.Metadata };

    private static void Apply(EndpointBuilder endpoint, GatewaySnapshot snapshot, RoutePatterns patterns)
    {
        if (endpoint.Metadata.OfType<RouteModel>().FirstOrDefault() is not { } model
            || !snapshot.Routes.Composed.TryGetNumber(model.Config.RouteId, out var number))
            return;

        var route = snapshot.Routes.Composed.ByNumber[number]!;
        if (route.Source.Match is { } match)
            endpoint.Metadata.Add(new PreciseRoute(route.Id, match, route.AnswersPreflights));
        else if (route.AnswersPreflights)
            PipelineEndpoints.AcceptPreflights(endpoint);
        if (endpoint is RouteEndpointBuilder builder)
            builder.RoutePattern = patterns.Bound(builder.RoutePattern);
    }

    private sealed class OwnRoutes(IServiceProvider services) : IEndpointRouteBuilder
    {
        public IServiceProvider ServiceProvider => services;

        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IApplicationBuilder CreateApplicationBuilder() => new ApplicationBuilder(services);
    }
}

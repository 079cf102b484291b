using GatewayKit.Configuration;
using GatewayKit.Hosting;
using GatewayKit.Proxy;
using GatewayKit.Proxy.Balancing;
using GatewayKit.Proxy.Routing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps a gateway among the endpoints of an ASP.NET Core app.</summary>
public static class GatewayKitEndpointExtensions
{
    /// <summary>
    /// Maps the gateway's routes in addition to the app's own endpoints, and loads plugins and configuration. An invalid configuration
    /// ends the start of the host (<c>app.Run()</c>) with a <see cref="GatewayConfigException"/> that lists every error.
    /// </summary>
    /// <param name="endpoints">The app.</param>
    /// <returns>A builder that adds conventions to every route's endpoint.</returns>
    /// <exception cref="GatewayConfigException">The configuration is invalid, and the host is already starting.</exception>
    /// <exception cref="InvalidOperationException"><c>AddGatewayKit</c> was not called.</exception>
    public static IEndpointConventionBuilder MapGatewayKit(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var services = endpoints.ServiceProvider;
        var start = services.GetService<GatewayStart>()
            ?? throw new InvalidOperationException("The host doesn't have a gateway. Call builder.AddGatewayKit() first.");
        var choice = services.GetRequiredService<ClusterChoice>();
        var drained = services.GetRequiredService<DrainedDestinations>();
        var latency = services.GetRequiredService<LatencyMeasurement>();
        start.Map();

        var routes = new PrivateRouteBuilder(endpoints);
        var proxy = routes.MapReverseProxy(pipeline =>
        {
            pipeline.Use(choice.InvokeAsync);
            pipeline.UseSessionAffinity();
            pipeline.Use(drained.InvokeAsync);
            pipeline.UseLoadBalancing();
            pipeline.Use(latency.InvokeAsync);
            pipeline.UsePassiveHealthChecks();
        });
        proxy.Add(services.GetRequiredService<PipelineEndpoints>().Apply);
        services.GetRequiredService<RouteTable>().Map(routes.DataSources.Single(), endpoints);
        return proxy;
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>Adds the route of a request to its response, so that tests can see it.</summary>
internal sealed class RouteHeaderFilter : IStartupFilter
{
    /// <summary>The header with the id of the route, such as <c>shop/httproute/orders/0/0</c>.</summary>
    public const string Name = "GatewayKit-Route";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((http, following) =>
        {
            http.Response.OnStarting(
                static state =>
                {
                    var http = (HttpContext)state;
                    if (http.GetEndpoint()?.Metadata.GetMetadata<RouteModel>()?.Config.RouteId is { } route)
                        http.Response.Headers[Name] = route;
                    return Task.CompletedTask;
                },
                http);
            return following(http);
        });
        next(app);
    };
}

using GatewayKit.Pipeline;
using GatewayKit.Runtime;
using Microsoft.AspNetCore.Builder;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy;

/// <summary>Puts the compiled pipeline of a route in front of YARP's own on the route's endpoint.</summary>
internal sealed class PipelineEndpoints(RouteIndex routes, RouteHandler handler)
{
    public void Apply(EndpointBuilder endpoint)
    {
        if (endpoint.Metadata.OfType<RouteModel>().FirstOrDefault() is not { } model || !RouteIndex.IsMarked(model.Config))
            return;

        if (routes.Find(model.Config) is not { } route)
        {
            // Never without its plugins: a route whose pipeline is not known answers nothing.
            endpoint.RequestDelegate = static http => GatewayResponseWriter.WriteAsync(http, GatewayProblems.Unanswered);
            return;
        }

        var forward = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = http => handler.HandleAsync(http, route, forward);
    }
}

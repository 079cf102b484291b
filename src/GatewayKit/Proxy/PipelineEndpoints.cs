using GatewayKit.Compilation;
using GatewayKit.Edge;
using GatewayKit.Proxy.Routing;
using GatewayKit.Proxy.Timeouts;
using GatewayKit.Responses;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy;

/// <summary>Puts the compiled pipeline of a route in front of YARP's own on the route's endpoint.</summary>
internal sealed class PipelineEndpoints(RouteIndex routes, RoutePatterns patterns, RouteTimeouts timeouts, RouteHandler handler, IEdgeSettingsProvider settings)
{
    public void Apply(EndpointBuilder endpoint)
    {
        if (endpoint.Metadata.OfType<RouteModel>().FirstOrDefault() is not { } model || !RouteIndex.IsMarked(model.Config))
            return;

        if (routes.Find(model.Config) is not { } route)
        {
            // A route never runs without its plugins: if its pipeline is unknown, it doesn't serve requests.
            endpoint.RequestDelegate = http => GatewayResponseWriter.WriteAsync(http, GatewayProblems.Unanswered, settings.Current.Problems);
            return;
        }

        AcceptPreflights(endpoint, route);
        var forward = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = http => handler.HandleAsync(http, route, forward);
        timeouts.Apply(endpoint);
        if (endpoint is RouteEndpointBuilder builder)
            Bound(builder);
    }

    private void Bound(RouteEndpointBuilder endpoint)
    {
        endpoint.RoutePattern = patterns.Bound(endpoint.RoutePattern);
        if (RoutePatterns.ConstraintsOf(endpoint.RoutePattern) is not { Length: > 0 } constraints)
            return;

        var handle = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = http => http.Features.Get<UnfinishedConstraints>()?.Overlaps(constraints) == true
            ? GatewayResponseWriter.WriteAsync(http, RoutingProblems.PathTooComplex, settings.Current.Problems)
            : handle(http);
    }

    /// <summary>
    /// A preflight is an OPTIONS request that asks for another method: if a plugin answers it, the requested method selects the
    /// route. A plugin whose failure lets the request continue doesn't count: the upstream would get a method that the route excludes.
    /// </summary>
    private static void AcceptPreflights(EndpointBuilder endpoint, CompiledRoute route)
    {
        if (!route.Pipeline.BeforeCaller.Entries.Any(entry => entry.Type.AnswersPreflight && !entry.ContinuesOnError))
            return;

        for (var i = 0; i < endpoint.Metadata.Count; i++)
        {
            if (endpoint.Metadata[i] is HttpMethodMetadata methods)
                endpoint.Metadata[i] = new HttpMethodMetadata(methods.HttpMethods, acceptCorsPreflight: true);
        }
    }
}

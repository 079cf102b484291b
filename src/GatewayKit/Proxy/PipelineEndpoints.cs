using GatewayKit.Compilation;
using GatewayKit.Edge;
using GatewayKit.Proxy.Matching;
using GatewayKit.Proxy.Routing;
using GatewayKit.Proxy.Timeouts;
using GatewayKit.Responses;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy;

/// <summary>
/// Puts the compiled pipeline of a route in front of YARP's own on the route's endpoint.
/// The endpoint finds the pipeline in the version of the route table that the request was matched with, because several versions can
/// share the endpoint.
/// </summary>
internal sealed class PipelineEndpoints(
    RouteIndex routes, RoutePatterns patterns, RouteTimeouts timeouts, RouteHandler handler, IEdgeSettingsProvider settings)
{
    public void Apply(EndpointBuilder endpoint)
    {
        if (endpoint.Metadata.OfType<RouteModel>().FirstOrDefault() is not { } model || !ProxyRoutes.IsMarked(model.Config))
            return;

        if (routes.Find(model.Config) is not { } route)
        {
            endpoint.RequestDelegate = RefuseAsync;
            return;
        }

        if (route.Source.Match is { } match)
            endpoint.Metadata.Add(new PreciseRoute(route.Id, match, route.AnswersPreflights));
        else if (route.AnswersPreflights)
            AcceptPreflights(endpoint);
        var forward = endpoint.RequestDelegate!;
        endpoint.Metadata.Add(new ForwardDelegate(forward));
        var routeId = model.Config.RouteId;
        endpoint.RequestDelegate = http => RouteTableVersion.Of(http) is { } version
            ? handler.HandleAsync(http, version, routeId, forward)
            : RefuseAsync(http);
        timeouts.Apply(endpoint);
        if (endpoint is RouteEndpointBuilder builder)
            Bound(builder);
    }

    /// <summary>A route never runs without its plugins: if its pipeline is unknown, it doesn't serve requests.</summary>
    private Task RefuseAsync(HttpContext http)
        => GatewayResponseWriter.WriteAsync(http, GatewayProblems.Unanswered, settings.Current.Problems);

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
    /// A preflight is an OPTIONS request that asks for another method: if a plugin answers it, the requested method selects the route.
    /// </summary>
    public static void AcceptPreflights(EndpointBuilder endpoint)
    {
        for (var i = 0; i < endpoint.Metadata.Count; i++)
        {
            if (endpoint.Metadata[i] is HttpMethodMetadata methods)
                endpoint.Metadata[i] = new HttpMethodMetadata(methods.HttpMethods, acceptCorsPreflight: true);
        }
    }
}

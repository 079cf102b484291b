using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Proxy.Routing;

/// <summary>An endpoint in a separate matcher. The matcher gets a copy that does nothing, because it would run an endpoint that is
/// short-circuited.</summary>
internal sealed class MatchedEndpoint(RouteEndpoint endpoint)
{
    /// <summary>A host that no request can have.</summary>
    private const string NoHost = "\0";

    private readonly Task _done = Task.CompletedTask;

    public RouteEndpoint Endpoint { get; } = endpoint;

    /// <summary>Returns a copy whose delegate leads back to this object.</summary>
    public RouteEndpoint Copy() => new(RunAsync, Endpoint.RoutePattern, Endpoint.Order, Endpoint.Metadata, Endpoint.DisplayName);

    /// <summary>Returns a copy that matches no request, with the path and the methods of an endpoint.</summary>
    public static RouteEndpoint Unmatched(RouteEndpoint endpoint)
    {
        var host = new HostAttribute(NoHost);
        return new RouteEndpoint(
            static _ => Task.CompletedTask, endpoint.RoutePattern, endpoint.Order,
            endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { } methods
                ? new EndpointMetadataCollection(methods, host)
                : new EndpointMetadataCollection(host),
            endpoint.DisplayName);
    }

    private Task RunAsync(HttpContext http) => _done;
}

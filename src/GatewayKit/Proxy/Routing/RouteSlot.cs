using GatewayKit.Compilation;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Proxy.Routing;

/// <summary>
/// The place of a route in a version of the route table, as metadata of its endpoint there.
/// A configuration that changes no endpoint replaces the routes of all places in one step;
/// otherwise a new version of the table has new places.
/// </summary>
internal sealed class RouteSlot(RouteTableVersion version, int index, string routeId)
{
    public string RouteId { get; } = routeId;

    /// <summary>Gets the compiled route that serves requests at this place now.</summary>
    public CompiledRoute Route => version.Routes[index];

    /// <summary>Returns the place of the matched endpoint of a request; null if the endpoint isn't the gateway's.</summary>
    public static RouteSlot? Of(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<RouteSlot>();
}

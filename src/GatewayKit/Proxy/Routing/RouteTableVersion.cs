using Microsoft.AspNetCore.Http;

namespace GatewayKit.Proxy.Routing;

/// <summary>One version of the endpoints that <see cref="RouteTable"/> provides to the host's routing.</summary>
internal sealed class RouteTableVersion
{
    public RouteTableVersion(IReadOnlyList<Endpoint> routes)
    {
        Routes = routes;
        Endpoints = [.. routes, Mark.Endpoint];
    }

    public BuildMark Mark { get; } = new();

    /// <summary>The gateway's endpoints.</summary>
    public IReadOnlyList<Endpoint> Routes { get; }

    /// <summary>The gateway's endpoints and the mark.</summary>
    public IReadOnlyList<Endpoint> Endpoints { get; }

    /// <summary>A matcher of these endpoints among the host's own; null before the host starts.</summary>
    public RouteMatcher? Matcher { get; set; }
}

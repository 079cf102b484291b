using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Edge;
using GatewayKit.Proxy.Checks;

namespace GatewayKit.Proxy.PathExceptions;

/// <summary>A route with what matters for the exceptions of its paths.</summary>
/// <param name="Route">The route.</param>
/// <param name="Shape">What it matches.</param>
/// <param name="Paths">Which spellings it lets through.</param>
/// <param name="Placed">Its plugins.</param>
internal sealed record CheckedRoute(GatewayRoute Route, RouteShape Shape, PathPolicy Paths, IReadOnlyList<PlacedEntry> Placed)
{
    public static CheckedRoute Of(GatewayConfig config, RouteShape shape, IReadOnlyList<PlacedEntry> placed)
    {
        var route = config.Routes[shape.Id];
        return new CheckedRoute(route, shape, PathPolicy.Resolve(config.Paths, route.Paths), placed);
    }

    /// <summary>The spellings that may lead a request past a more specific route.</summary>
    public PathTraits Exceptions { get; } = Paths.Allowed & ~(Paths.MergesEmptySegments ? PathTraits.EmptySegment : PathTraits.None);
}

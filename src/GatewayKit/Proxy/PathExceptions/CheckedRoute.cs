using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Edge;
using GatewayKit.Proxy.Checks;

namespace GatewayKit.Proxy.PathExceptions;

/// <summary>A route with the properties that matter for its path exceptions.</summary>
/// <param name="Route">The route.</param>
/// <param name="Shape">The shape of its match.</param>
/// <param name="Paths">The spellings that it accepts.</param>
/// <param name="Placed">Its plugins in order.</param>
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

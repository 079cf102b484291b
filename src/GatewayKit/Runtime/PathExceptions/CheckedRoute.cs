using GatewayKit.Configuration;
using GatewayKit.Edge;
using GatewayKit.Proxy.Checks;

namespace GatewayKit.Runtime.PathExceptions;

/// <summary>A route with what matters for the exceptions of its paths.</summary>
/// <param name="Route">The route.</param>
/// <param name="Shape">What it matches.</param>
/// <param name="Paths">Which spellings it lets through.</param>
/// <param name="Placed">Its plugins.</param>
internal sealed record CheckedRoute(GatewayRoute Route, RouteShape Shape, PathPolicy Paths, IReadOnlyList<PlacedEntry> Placed)
{
    /// <summary>The spellings that may lead a request past a more specific route.</summary>
    public PathTraits Exceptions { get; } = Paths.Allowed & ~(Paths.MergesEmptySegments ? PathTraits.EmptySegment : PathTraits.None);
}

using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Proxy.Matching;

/// <summary>The endpoint of a route with its match.</summary>
internal readonly record struct PreciseEndpoint(RouteEndpoint Endpoint, PreciseRoute Route);

using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Proxy.Checks;

/// <summary>Checks the numbers of a route that ASP.NET Core would only reject when it creates the endpoint, or in a request.</summary>
internal static class RouteLimitCheck
{
    public static void Check(ConfigOwner owner, RouteConfig route, ConfigLocation location, ConfigErrors errors)
    {
        if (route.Timeout is { } timeout && timeout.TotalMilliseconds is > 0 and (< 1 or > int.MaxValue))
            errors.Add(owner, $"timeout is {Duration.Format(timeout)}; it must be between 1ms and 24d.", location);
        if (route.MaxRequestBodySize is < -1)
            errors.Add(owner, $"maxRequestBodySize is {route.MaxRequestBodySize}; it must be a number of bytes, or -1 for no limit.",
                location);
    }
}

using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Configuration;

/// <summary>The names of the headers and query parameters that routes match by, and whether they compare more than the existence.</summary>
internal static class MatchedNames
{
    public static IEnumerable<(string Name, bool HasValue)> HeadersOf(GatewayRoute route)
        => (route.Route.Match?.Headers ?? [])
            .Select(header => (header.Name, header.Mode is not (HeaderMatchMode.Exists or HeaderMatchMode.NotExists)))
            .Concat(route.Match is { } precise ? precise.Headers.Select(header => (header.Name, true)) : []);

    public static IEnumerable<(string Name, bool HasValue)> ParametersOf(GatewayRoute route)
        => (route.Route.Match?.QueryParameters ?? [])
            .Select(parameter => (parameter.Name, parameter.Mode != QueryParameterMatchMode.Exists))
            .Concat(route.Match is { } precise ? precise.Query.Select(parameter => (parameter.Name, true)) : []);
}

using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace GatewayKit.Proxy.Routing;

/// <summary>
/// Segments that not every text matches: parameters with constraints, and text mixed with parameters. If any route has the text of a
/// request's segment as a literal there, ASP.NET Core excludes the endpoint before it looks at hosts and methods, and otherwise only
/// afterwards. Therefore the literals of routes for other hosts can affect which endpoint matches.
/// </summary>
internal static class PickySegments
{
    public static bool AreIn(RouteEndpoint endpoint)
        => endpoint.RoutePattern.ParameterPolicies.Count > 0 || endpoint.RoutePattern.RequiredValues.Count > 0
            || endpoint.RoutePattern.PathSegments.Any(segment => !segment.IsSimple);

    /// <summary>Returns whether a path matches an endpoint up to one of these segments.</summary>
    public static bool AreReached(RouteEndpoint endpoint, ReadOnlySpan<char> path)
    {
        foreach (var segment in endpoint.RoutePattern.PathSegments)
        {
            if (path.IsEmpty)
                return false;

            var slash = path.IndexOf('/');
            var text = slash < 0 ? path : path[..slash];
            if (!segment.IsSimple)
                return true;

            switch (segment.Parts[0])
            {
                case RoutePatternLiteralPart literal when !text.Equals(literal.Content, StringComparison.OrdinalIgnoreCase):
                case RoutePatternParameterPart { IsCatchAll: true }:
                    return false;
                case RoutePatternParameterPart parameter
                    when parameter.ParameterPolicies.Count > 0
                        || endpoint.RoutePattern.ParameterPolicies.ContainsKey(parameter.Name)
                        || endpoint.RoutePattern.RequiredValues.ContainsKey(parameter.Name):
                    return true;
            }

            path = slash < 0 ? [] : path[(slash + 1)..];
        }

        return false;
    }
}

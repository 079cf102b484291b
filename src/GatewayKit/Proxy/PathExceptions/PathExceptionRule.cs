using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Edge;
using GatewayKit.Proxy.Checks;
using Microsoft.AspNetCore.Routing.Patterns;

namespace GatewayKit.Proxy.PathExceptions;

/// <summary>
/// Finds routes whose exceptions under <c>paths</c> match a request for a more specific route: the router treats
/// <c>/admin;a=b</c> as a different path than <c>/admin</c>, but the upstream may not.
/// </summary>
internal sealed class PathExceptionRule : IPipelineRule
{
    public void Check(GatewayConfig config, ComposedRoutes routes, IReadOnlySet<string> namedClusters, ConfigErrors errors)
    {
        if (config.Paths is not null || routes.WithPaths > 0)
            Check(
                [.. RouteShape.InOrder(config.Routes
                        .Where(route => route.Value.Match is null)
                        .Select(route => RouteShape.Kept(route.Key, route.Value)))
                    .Select(shape => CheckedRoute.Of(config, shape, routes.Find(shape.Id)!.Placed))],
                errors);
    }

    private static void Check(IReadOnlyList<CheckedRoute> routes, ConfigErrors errors)
    {
        var wide = new WideRoutes();
        var exceptions = 0;
        foreach (var route in routes.Where(r => r.Exceptions != PathTraits.None && !string.IsNullOrEmpty(r.Route.Route.ClusterId)))
        {
            wide.Add(route);
            exceptions++;
        }

        if (exceptions == 0)
            return;

        var reported = new HashSet<(CheckedRoute, bool)>();
        foreach (var narrow in routes)
        {
            foreach (var (other, spelling) in wide.Find(narrow))
                Report(narrow, other, spelling, reported, errors);
        }
    }

    /// <summary>Reports one error and one warning for each broad route, regardless of the number of affected routes.</summary>
    private static void Report(
        CheckedRoute narrow, CheckedRoute wide, PathTraits spelling, HashSet<(CheckedRoute, bool)> reported, ConfigErrors errors)
    {
        var missing = RouteProtection.FindMissing(narrow, wide);
        if (missing is null && !RouteProtection.Differs(narrow, wide))
            return;

        // As far as the configuration shows, another upstream doesn't serve the resources that the narrow route protects.
        var isError = missing is not null
            && string.Equals(narrow.Route.Route.ClusterId, wide.Route.Route.ClusterId, StringComparison.OrdinalIgnoreCase);
        if (!reported.Add((wide, isError)))
            return;

        var (key, example) = Describe(spelling, Text(narrow.Shape.Pattern));
        var message = $"its exception 'paths.{key}' sends '{example}' to this route instead of {narrow.Shape.Name}, which has "
            + $"{missing ?? "the same plugins with other options"}. "
            + $"Protect this route in the same way, or set 'paths: {{ {key}: reject }}' on it.";
        if (isError)
            errors.Add(wide.Shape.Owner, message, wide.Shape.Location);
        else
            errors.Warn(wide.Shape.Owner, message, wide.Shape.Location);
    }

    private static (string Key, string Example) Describe(PathTraits spelling, string path)
        => spelling.HasFlag(PathTraits.Parameter) ? ("parameters", $"{path};a=b")
            : spelling.HasFlag(PathTraits.EmptySegment) ? ("emptySegments", $"/{path}")
            : (spelling & (PathTraits.EncodedSlash | PathTraits.DoubleEncodedSlash)) != 0
                ? ("encodedSlash", path.LastIndexOf('/') is var slash and > 0 ? $"{path[..slash]}%2F{path[(slash + 1)..]}" : $"{path}%2F")
                : ("encodedReserved", $"{path}%3F");

    /// <summary>The path up to its last literal, which the example extends.</summary>
    private static string Text(RoutePattern pattern)
    {
        var literals = pattern.PathSegments.TakeWhile(segment => segment.IsSimple && segment.Parts[0] is RoutePatternLiteralPart)
            .Select(segment => ((RoutePatternLiteralPart)segment.Parts[0]).Content).ToArray();
        return literals.Length == 0 ? pattern.RawText ?? "/" : $"/{string.Join('/', literals)}";
    }
}

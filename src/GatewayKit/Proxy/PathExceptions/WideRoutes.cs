using GatewayKit.Edge;
using GatewayKit.Proxy.Checks;
using GatewayKit.Proxy.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace GatewayKit.Proxy.PathExceptions;

/// <summary>The routes with exceptions for their paths, as a tree of their segments.</summary>
internal sealed class WideRoutes
{
    private readonly Node _root = new();

    public void Add(CheckedRoute route)
    {
        var node = _root;
        foreach (var segment in route.Shape.Pattern.PathSegments)
        {
            if (IsCatchAll(segment))
            {
                node.CatchAlls.Add(route);
                return;
            }

            node = LiteralOf(segment) is { } literal ? node.Literal(literal) : node.Parameter ??= new Node();
        }

        node.Routes.Add(route);
    }

    /// <summary>
    /// Finds the routes that match a request for another route if its path is spelled differently, each with the spelling.
    /// </summary>
    public IEnumerable<(CheckedRoute Wide, PathTraits Spelling)> Find(CheckedRoute narrow)
        => Find(_root, narrow.Shape, 0, PathTraits.None)
            .Select(found => (found.Wide, Spelling: found.Spelling & found.Wide.Exceptions))
            .Where(found => found.Spelling != PathTraits.None && found.Wide != narrow && MayMeet(narrow.Shape, found.Wide.Shape));

    /// <param name="node">The current node of the walk.</param>
    /// <param name="shape">The narrow route.</param>
    /// <param name="index">The index of its next segment.</param>
    /// <param name="hidden">The spellings that the walk so far needs, any of which is sufficient.</param>
    private static IEnumerable<(CheckedRoute Wide, PathTraits Spelling)> Find(Node node, RouteShape shape, int index, PathTraits hidden)
    {
        var segments = shape.Pattern.PathSegments;
        foreach (var wide in node.CatchAlls.Near(shape))
            yield return (wide, hidden | Covered(segments, index));
        if (index == segments.Count)
        {
            foreach (var wide in node.Routes.Near(shape))
                yield return (wide, hidden);
            yield break;
        }

        if (LiteralOf(segments[index]) is { } literal && node.Literals.TryGetValue(literal, out var same))
        {
            foreach (var found in Find(same, shape, index + 1, hidden))
                yield return found;
        }

        if (node.Parameter is not { } parameter || IsCatchAll(segments[index]))
            yield break;

        foreach (var found in Find(parameter, shape, index + 1, hidden | Misspelled(segments[index])))
            yield return found;

        // An encoded slash joins several segments into one.
        for (var end = index + 2; end <= segments.Count; end++)
        {
            foreach (var found in Find(parameter, shape, end, PathTraits.EncodedSlash))
                yield return found;
        }
    }

    /// <summary>The spellings that lead a segment past a literal or a constraint, to a parameter.</summary>
    private static PathTraits Misspelled(RoutePatternPathSegment segment)
        => IsPicky(segment) ? PathTraits.Parameter | PathTraits.EncodedReserved | PathTraits.EncodedSlash : PathTraits.None;

    /// <summary>The spellings that lead the rest of a path to a catch-all.</summary>
    private static PathTraits Covered(IReadOnlyList<RoutePatternPathSegment> segments, int index)
    {
        var rest = segments.Skip(index).ToArray();
        if (rest.All(IsCatchAll))
            return rest.Any(IsPicky) ? PathTraits.Parameter | PathTraits.EncodedReserved | PathTraits.EncodedSlash : PathTraits.None;

        var traits = PathTraits.EmptySegment;
        if (rest.Any(IsPicky))
            traits |= PathTraits.Parameter | PathTraits.EncodedReserved | PathTraits.EncodedSlash;
        return rest.Count(segment => !IsCatchAll(segment)) > 1 ? traits | PathTraits.EncodedSlash : traits;
    }

    private static bool IsPicky(RoutePatternPathSegment segment)
        => !segment.IsSimple || segment.Parts[0] is not RoutePatternParameterPart parameter || parameter.ParameterPolicies.Count > 0;

    private static bool IsCatchAll(RoutePatternPathSegment segment)
        => segment.IsSimple && segment.Parts[0] is RoutePatternParameterPart { IsCatchAll: true };

    private static string? LiteralOf(RoutePatternPathSegment segment)
        => segment.IsSimple && segment.Parts[0] is RoutePatternLiteralPart literal ? literal.Content : null;

    /// <summary>Returns whether a request can match the hosts and methods of both, and the order allows the narrow route to
    /// match.</summary>
    private static bool MayMeet(RouteShape narrow, RouteShape wide)
        => narrow.Order <= wide.Order
            && (narrow.Methods.Count == 0 || wide.Methods.Count == 0 || narrow.Methods.Intersect(wide.Methods).Any())
            && (narrow.Hosts.Count == 0 || wide.Hosts.Count == 0 || narrow.Hosts.Any(one => wide.Hosts.Any(other => MayMeet(one, other))));

    private static bool MayMeet(string one, string other)
        => HostPattern.Matches(one, Example(other)) || HostPattern.Matches(other, Example(one));

    private static string Example(string pattern)
    {
        var name = HostPattern.Split(pattern).Name;
        return HostPattern.IsWildcard(name) ? $"a{name[1..]}" : name;
    }

    private sealed class Node
    {
        public Dictionary<string, Node> Literals { get; } = new(StringComparer.OrdinalIgnoreCase);

        public Node? Parameter { get; set; }

        public RoutesByHost CatchAlls { get; } = new();

        public RoutesByHost Routes { get; } = new();

        public Node Literal(string text)
        {
            if (!Literals.TryGetValue(text, out var node))
                Literals.Add(text, node = new Node());
            return node;
        }
    }
}

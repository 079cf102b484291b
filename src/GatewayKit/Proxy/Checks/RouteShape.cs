using System.Runtime.CompilerServices;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using Microsoft.AspNetCore.Routing.Patterns;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Proxy.Checks;

/// <summary>A route's match in a form that can be compared with another route's.</summary>
internal sealed class RouteShape
{
    /// <summary>The pattern of any host.</summary>
    public const string AnyHost = "*";

    /// <summary>The kept shapes by route (<see cref="Kept"/>).</summary>
    private static readonly ConditionalWeakTable<GatewayRoute, RouteShape> s_kept = [];

    private readonly GatewayRoute _route;

    private RouteShape(string id, GatewayRoute route)
    {
        var match = route.Route.Match;
        _route = route;
        Id = id;
        Order = route.Route.Order ?? 0;
        var pattern = Parse(route);
        PatternKey = pattern.PathSegments.Count == 1 && Key(pattern.PathSegments[0]) == RouteShadowCheck.AnyPath
            ? RouteShadowCheck.AnyPath
            : string.Join('/', pattern.PathSegments.Select(Key));
        OddLiterals = RouteLiteralCheck.OddLiteralsOf(pattern);
        Methods = [.. (match.Methods ?? []).Select(method => method.ToUpperInvariant()).Order(StringComparer.Ordinal)];
        Hosts = match.Hosts is [var only] && ReferenceEquals(Key(only), only)
            ? match.Hosts
            : [.. (match.Hosts ?? []).Select(Key).Order(StringComparer.Ordinal)];
        Headers = [.. (match.Headers ?? []).Select(ValueRule.Of).OrderBy(rule => rule.Name, StringComparer.OrdinalIgnoreCase)];
        QueryParameters = [.. (match.QueryParameters ?? [])
            .Select(ValueRule.Of)
            .OrderBy(rule => rule.Name, StringComparer.OrdinalIgnoreCase)];
    }

    public string Id { get; }

    public ConfigOwner Owner => ConfigOwner.Route(Id);

    public ConfigLocation Location => _route.Location;

    public int Order { get; }

    /// <summary>The pattern of the path. Parsed when it is needed, because most checks only compare keys.</summary>
    public RoutePattern Pattern => field ??= Parse(_route);

    /// <summary>The texts in the path that can't match a request (<see cref="RouteLiteralCheck"/>).</summary>
    public IReadOnlyList<string> OddLiterals { get; }

    /// <summary>Returns the path without the parts that don't affect matching: the names of parameters, and case.</summary>
    public string PatternKey { get; }

    public IReadOnlyList<string> Methods { get; }

    public IReadOnlyList<string> Hosts { get; }

    public IReadOnlyList<ValueRule> Headers { get; }

    public IReadOnlyList<ValueRule> QueryParameters { get; }

    /// <summary>Gets whether the route matches every request for its path.</summary>
    public bool TakesAll => Methods.Count + Headers.Count + QueryParameters.Count == 0 && (Hosts.Count == 0 || Hosts.Contains(AnyHost));

    /// <summary>The name in a message about another route.</summary>
    public string Name => Location.Source is null ? $"route '{Id}'" : $"route '{Id}' at {Location}";

    /// <summary>Returns whether a shape is still that of a route.</summary>
    public bool IsOf(GatewayRoute route) => ReferenceEquals(_route, route);

    /// <summary>Returns shapes in the order of their sources.</summary>
    public static IReadOnlyList<RouteShape> InOrder(IEnumerable<RouteShape> shapes) =>
    [
        .. shapes
            .OrderBy(shape => shape.Location.Source, StringComparer.Ordinal)
            .ThenBy(shape => shape.Location.Line)
            .ThenBy(shape => shape.Location.Column)
            .ThenBy(shape => shape.Id, StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>Returns the shape of a route without errors.</summary>
    public static RouteShape Of(string id, GatewayRoute route) => new(id, route);

    /// <summary>Returns the shape of a route without errors, and keeps it for the next configurations that have the route: for checks that
    /// look at all routes each time.</summary>
    public static RouteShape Kept(string id, GatewayRoute route)
    {
        if (s_kept.TryGetValue(route, out var shape) && shape.Id == id)
            return shape;

        s_kept.AddOrUpdate(route, shape = Of(id, route));
        return shape;
    }

    private static RoutePattern Parse(GatewayRoute route)
        => RoutePatternFactory.Parse(route.Route.Match.Path is { Length: > 0 } path ? path : "/{**rest}");

    private static string Key(string host)
    {
        var lower = host.ToLowerInvariant();
        return lower.EndsWith(":*", StringComparison.Ordinal) ? lower[..^2] : lower;
    }

    private static string Key(RoutePatternPathSegment segment) => string.Concat(segment.Parts.Select(Key));

    private static string Key(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content.ToUpperInvariant(),
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter
            => $"{{{Kind(parameter)}{string.Concat(parameter.ParameterPolicies.Select(PolicyKey).Order(StringComparer.Ordinal))}}}",
        _ => "",
    };

    /// <summary>Case matters in the argument of a constraint, such as a regular expression, but not in its name.</summary>
    private static string PolicyKey(RoutePatternParameterPolicyReference policy)
    {
        var content = policy.Content ?? "";
        var name = content.IndexOf('(', StringComparison.Ordinal) is >= 0 and var end ? content[..end] : content;
        return $":{name.ToLowerInvariant()}{content[name.Length..]}";
    }

    private static string Kind(RoutePatternParameterPart parameter)
        => parameter.IsCatchAll ? "**" : parameter.IsOptional || parameter.Default is not null ? "?" : "";
}

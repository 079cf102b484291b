using System.Runtime.CompilerServices;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using Microsoft.AspNetCore.Routing.Patterns;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Proxy.Checks;

/// <summary>A route's match in a form that can be compared with another route's.</summary>
internal sealed class RouteShape
{
    private const string AnyHost = "*";

    /// <summary>The shapes by route: a pattern isn't parsed again for each configuration that has the route.</summary>
    private static readonly ConditionalWeakTable<GatewayRoute, RouteShape> s_shapes = [];

    private readonly GatewayRoute _route;

    private RouteShape(string id, GatewayRoute route, RoutePattern pattern)
    {
        var match = route.Route.Match;
        _route = route;
        Id = id;
        Order = route.Route.Order ?? 0;
        Pattern = pattern;
        PatternKey = string.Join('/', pattern.PathSegments.Select(Key));
        Methods = [.. (match.Methods ?? []).Select(method => method.ToUpperInvariant()).Order(StringComparer.Ordinal)];
        Hosts = [.. (match.Hosts ?? []).Select(Key).Order(StringComparer.Ordinal)];
        Headers = [.. (match.Headers ?? []).Select(ValueRule.Of).OrderBy(rule => rule.Name, StringComparer.OrdinalIgnoreCase)];
        QueryParameters = [.. (match.QueryParameters ?? [])
            .Select(ValueRule.Of)
            .OrderBy(rule => rule.Name, StringComparer.OrdinalIgnoreCase)];
    }

    public string Id { get; }

    public ConfigOwner Owner => ConfigOwner.Route(Id);

    public ConfigLocation Location => _route.Location;

    public int Order { get; }

    public RoutePattern Pattern { get; }

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

    /// <summary>Returns the shapes of routes without errors, in the order of their sources.</summary>
    public static IReadOnlyList<RouteShape> Of(IEnumerable<KeyValuePair<string, GatewayRoute>> routes) =>
    [
        .. routes
            .OrderBy(r => r.Value.Location.Source, StringComparer.Ordinal)
            .ThenBy(r => r.Value.Location.Line)
            .ThenBy(r => r.Value.Location.Column)
            .ThenBy(r => r.Key, StringComparer.OrdinalIgnoreCase)
            .Select(r => Of(r.Key, r.Value)),
    ];

    /// <summary>Returns the shape of a route without errors.</summary>
    public static RouteShape Of(string id, GatewayRoute route)
    {
        if (s_shapes.TryGetValue(route, out var shape) && shape.Id == id)
            return shape;

        shape = new RouteShape(id, route, RoutePatternFactory.Parse(route.Route.Match.Path is { Length: > 0 } path ? path : "/{**rest}"));
        s_shapes.AddOrUpdate(route, shape);
        return shape;
    }

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
            => $"{{{Kind(parameter)}"
                + $"{string.Concat(parameter.ParameterPolicies.Select(policy => $":{policy.Content}").Order(StringComparer.Ordinal))}}}",
        _ => "",
    };

    private static string Kind(RoutePatternParameterPart parameter)
        => parameter.IsCatchAll ? "**" : parameter.IsOptional || parameter.Default is not null ? "?" : "";
}

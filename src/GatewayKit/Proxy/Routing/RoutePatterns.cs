using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Options;

namespace GatewayKit.Proxy.Routing;

/// <summary>Replaces the regular expressions of route patterns by bounded ones. Only the gateway's routes get them.</summary>
internal sealed class RoutePatterns(IOptions<RouteOptions> options)
{
    private const string Prefix = "regex(";

    /// <summary>Some patterns by their text: many routes have the same one, such as <c>/{**rest}</c> on hosts of their own.</summary>
    private readonly RoutePattern?[] _shared = new RoutePattern?[256];

    // A host may use the name for its own constraint.
    private bool IsBounded => options.Value.ConstraintMap.TryGetValue("regex", out var type) && type == typeof(RegexInlineRouteConstraint);

    /// <exception cref="System.Text.RegularExpressions.RegexParseException">A regular expression is invalid.</exception>
    public RoutePattern Bound(RoutePattern pattern)
        => IsBounded && pattern.ParameterPolicies.Values.Any(policies => policies.Any(policy => PatternOf(policy) is not null))
            ? RoutePatternFactory.Pattern(pattern.RawText, pattern.PathSegments.Select(Bound))
            : Shared(pattern);

    /// <summary>Returns the bounded constraints of a pattern.</summary>
    public static BoundedRegexConstraint[] ConstraintsOf(RoutePattern pattern)
        => [.. pattern.ParameterPolicies.Values
            .SelectMany(policies => policies)
            .Select(policy => policy.ParameterPolicy)
            .OfType<BoundedRegexConstraint>()];

    /// <summary>Returns the same constraint, bounded if it is a regular expression.</summary>
    public RoutePatternParameterPolicyReference Bound(RoutePatternParameterPolicyReference policy)
        => IsBounded && PatternOf(policy) is { } regex ? RoutePatternFactory.ParameterPolicy(new BoundedRegexConstraint(regex)) : policy;

    /// <summary>A pattern depends on nothing else than its text: YARP has parsed it just before.</summary>
    private RoutePattern Shared(RoutePattern pattern)
    {
        if (pattern.RawText is not { } text)
            return pattern;

        ref var place = ref _shared[(uint)text.GetHashCode(StringComparison.Ordinal) % (uint)_shared.Length];
        if (place is { } same && same.RawText == text)
            return same;

        return place = pattern;
    }

    private RoutePatternPathSegment Bound(RoutePatternPathSegment segment) => RoutePatternFactory.Segment(segment.Parts.Select(Bound));

    private RoutePatternPart Bound(RoutePatternPart part)
        => part is RoutePatternParameterPart { ParameterPolicies.Count: > 0 } parameter
            ? RoutePatternFactory.ParameterPart(
                parameter.Name, parameter.Default!, parameter.ParameterKind, parameter.ParameterPolicies.Select(Bound))
            : part;

    private static string? PatternOf(RoutePatternParameterPolicyReference policy)
        => policy.Content is { } content && content.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && content.EndsWith(')')
            ? content[Prefix.Length..^1]
            : null;
}

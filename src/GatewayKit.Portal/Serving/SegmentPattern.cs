using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GatewayKit.Portal.Serving;

/// <summary>Compares a segment of a route's pattern with a segment of a path template in a document.</summary>
internal static class SegmentPattern
{
    private static readonly DefaultInlineConstraintResolver s_constraints = CreateResolver();

    /// <summary>Returns whether a segment of a pattern matches a segment of a template: text, or a parameter of the template, which stands
    /// for the values that the API accepts.</summary>
    /// <param name="wanted">The segment of the pattern.</param>
    /// <param name="given">The segment of the template.</param>
    public static bool Matches(string wanted, string given)
    {
        if (!wanted.Contains('{', StringComparison.Ordinal))
            return wanted.Equals(given, StringComparison.OrdinalIgnoreCase);
        if (TryParse(wanted) is not { PathSegments: [var segment] } pattern)
            return false;

        if (segment.IsSimple && pattern.ParameterPolicies.Count == 0)
            return true;
        if (given.Contains('{', StringComparison.Ordinal))
            return TryParse(given) is { PathSegments: [var other] } && Shape(segment) == Shape(other);

        var values = new RouteValueDictionary();
        var matcher = new TemplateMatcher(new RouteTemplate(pattern), new RouteValueDictionary());
        return matcher.TryMatch($"/{given}", values) && Satisfies(pattern, values);
    }

    private static bool Satisfies(RoutePattern pattern, RouteValueDictionary values)
        => pattern.ParameterPolicies.All(policies => policies.Value.All(policy
            => policy.Content is { } text && s_constraints.ResolveConstraint(text) is { } constraint
                && constraint.Match(null, null, policies.Key, values, RouteDirection.IncomingRequest)));

    private static RoutePattern? TryParse(string segment)
    {
        try
        {
            return RoutePatternFactory.Parse(segment);
        }
        catch (RoutePatternException)
        {
            return null;
        }
    }

    private static string Shape(RoutePatternPathSegment segment) => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content.ToUpperInvariant(),
        RoutePatternSeparatorPart separator => separator.Content,
        _ => "{}",
    }));

    private static DefaultInlineConstraintResolver CreateResolver()
    {
        var options = new RouteOptions();
        options.SetParameterPolicy<RegexInlineRouteConstraint>("regex");
        return new DefaultInlineConstraintResolver(Options.Create(options), new ServiceCollection().BuildServiceProvider());
    }
}

using System.Text.RegularExpressions;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Messages;
using Microsoft.AspNetCore.Routing.Patterns;

namespace GatewayKit.Proxy.Checks;

/// <summary>
/// Finds text in paths that can't match a request: the edge rejects it, or routing compares it with the decoded path of a request. A
/// route that is intended to protect a path would leave the path to a broader one.
/// </summary>
internal sealed partial class RouteLiteralCheck(ConfigErrors errors)
{
    public void Check(IEnumerable<RouteShape> routes)
    {
        foreach (var route in routes)
        {
            foreach (var literal in route.OddLiterals)
                errors.Warn(route.Owner, $"match.path has '{DisplayText.Name(literal)}': {FindReason(literal)}", route.Location);
        }
    }

    /// <summary>Returns the texts in a path that can't match a request.</summary>
    public static IReadOnlyList<string> OddLiteralsOf(RoutePattern pattern)
    {
        List<string>? odd = null;
        foreach (var part in pattern.PathSegments.SelectMany(segment => segment.Parts))
        {
            if (part is RoutePatternLiteralPart { Content: var literal } && FindReason(literal) is not null)
                (odd ??= []).Add(literal);
        }

        return odd ?? (IReadOnlyList<string>)[];
    }

    private static string? FindReason(string literal)
    {
        if (literal is "." or ".." || literal.Any(c => c == '\\' || char.IsControl(c)))
            return "the gateway rejects every request with this path.";

        return Escape().Match(literal) is { Success: true, Value: var escape }
            ? $"the path of a request is decoded before it is matched, so write the character instead of '{escape}'."
            : null;
    }

    /// <summary>Any escape except <c>%2F</c>, which stays encoded where <c>paths</c> allows it.</summary>
    [GeneratedRegex("%(?!2[Ff])[0-9A-Fa-f]{2}", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}

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
            foreach (var literal in route.Pattern.PathSegments.SelectMany(segment => segment.Parts).OfType<RoutePatternLiteralPart>())
            {
                if (FindReason(literal.Content) is { } reason)
                    errors.Warn(route.Owner, $"match.path has '{DisplayText.Name(literal.Content)}': {reason}", route.Location);
            }
        }
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

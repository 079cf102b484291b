using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace GatewayKit.Proxy.Routing;

/// <summary>
/// The <c>regex</c> constraint with a limit: its time is linear in the length of the path, or if the pattern needs backtracking,
/// at most 100 ms for all these constraints of a request together. A pattern that doesn't finish counts as a match, so that no broader
/// route matches the request; the route then responds with 400.
/// </summary>
internal sealed class BoundedRegexConstraint : IRouteConstraint, IParameterLiteralNodeMatchingPolicy
{
    private const RegexOptions AsInAspNetCore = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private static readonly TimeSpan s_timeout = TimeSpan.FromMilliseconds(100);

    private readonly Regex _regex;

    /// <exception cref="RegexParseException">The pattern is invalid.</exception>
    public BoundedRegexConstraint(string pattern) => _regex = Create(pattern);

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection)
    {
        ArgumentNullException.ThrowIfNull(routeKey);
        ArgumentNullException.ThrowIfNull(values);
        if (!values.TryGetValue(routeKey, out var value) || value is null)
            return false;

        var unfinished = httpContext?.Features.Get<UnfinishedConstraints>();
        if (unfinished is not null && MayBacktrack)
        {
            unfinished.Add(this);
            return true;
        }

        try
        {
            return _regex.IsMatch(Convert.ToString(value, CultureInfo.InvariantCulture)!);
        }
        catch (RegexMatchTimeoutException)
        {
            httpContext?.Features.Set(new UnfinishedConstraints { this });
            return true;
        }
    }

    bool IParameterLiteralNodeMatchingPolicy.MatchesLiteral(string parameterName, string literal)
    {
        try
        {
            return _regex.IsMatch(literal);
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    private bool MayBacktrack => !_regex.Options.HasFlag(RegexOptions.NonBacktracking);

    private static Regex Create(string pattern)
    {
        try
        {
            return new Regex(pattern, AsInAspNetCore | RegexOptions.NonBacktracking, s_timeout);
        }
        catch (NotSupportedException)
        {
            // Lookarounds, backreferences and atomic groups need backtracking.
            return new Regex(pattern, AsInAspNetCore, s_timeout);
        }
    }
}

using System.Collections.Immutable;
using GatewayKit.Configuration.Matching;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>Translates the conditions of a rule of an HTTPRoute.</summary>
internal static class HttpMatches
{
    private static readonly ImmutableArray<PreciseMatch> s_any = [new PreciseMatch()];

    private static readonly HashSet<string> s_methods = new(StringComparer.Ordinal)
    {
        "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH",
    };

    /// <param name="matches">The conditions, of which one must hold.</param>
    /// <param name="problem">Why they aren't valid; null if they are.</param>
    public static ImmutableArray<PreciseMatch> Of(ImmutableArray<HttpRouteMatch> matches, out Problem? problem)
    {
        problem = null;
        if (matches.IsEmpty)
            return s_any;

        var conditions = ImmutableArray.CreateBuilder<PreciseMatch>(matches.Length);
        foreach (var match in matches)
        {
            if (Of(match, out problem) is not { } condition)
                return [];

            conditions.Add(condition);
        }

        return conditions.DrainToImmutable();
    }

    private static PreciseMatch? Of(HttpRouteMatch match, out Problem? problem)
    {
        problem = null;
        if (PathOf(match.Path) is not { } path)
            problem = Unsupported($"The type of a path is '{match.Path!.Type}'; it must be Exact, PathPrefix or RegularExpression.");
        else if (match.Method is { Length: > 0 } method && !s_methods.Contains(method))
            problem = Unsupported($"The method is '{method}'; it must be one of {string.Join(", ", s_methods)}.");
        else if (ValueConditions.Of(match.Headers, StringComparer.OrdinalIgnoreCase) is not { } headers)
            problem = Unsupported("The type of a header's match must be Exact or RegularExpression.");
        else if (ValueConditions.Of(match.QueryParams, StringComparer.Ordinal) is not { } query)
            problem = Unsupported("The type of a query parameter's match must be Exact or RegularExpression.");
        else
        {
            return new PreciseMatch
            {
                Path = path,
                Method = string.IsNullOrEmpty(match.Method) ? null : match.Method,
                Headers = headers,
                Query = query,
            };
        }

        return null;
    }

    private static PathCondition? PathOf(HttpPathMatch? path) => path switch
    {
        null or { Type: "PathPrefix", Value: "/" or "" } => PathCondition.Any,
        { Type: "PathPrefix" } => new PathCondition(PathConditionKind.Prefix, path.Value),
        { Type: "Exact" } => new PathCondition(PathConditionKind.Exact, path.Value),
        { Type: "RegularExpression" } => new PathCondition(PathConditionKind.Regex, path.Value),
        _ => null,
    };

    private static Problem Unsupported(string message) => new("UnsupportedValue", message);
}

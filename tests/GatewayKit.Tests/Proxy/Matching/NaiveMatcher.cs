using System.Text.RegularExpressions;
using GatewayKit.Configuration.Matching;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Tests.Proxy.Matching;

/// <summary>Compares a request with each route, as the specification is written.</summary>
internal static class NaiveMatcher
{
    /// <returns>The ids of the routes of which one is picked; empty if no route matches.</returns>
    public static IReadOnlyList<string> Match(IEnumerable<(string Id, PreciseMatch Match)> routes, HttpContext http, string? listener)
    {
        var matching = routes
            .Where(route => listener is null ? route.Match.Listeners.IsEmpty : route.Match.Listeners.Contains(listener))
            .Select(route => (route.Id, route.Match, Host: HostLength(route.Match, http.Request.Host.Host.ToLowerInvariant())))
            .Where(route => route.Host >= 0 && IsMatch(route.Match, http.Request))
            .OrderByDescending(route => route.Host)
            .ThenByDescending(route => route.Match.Rank)
            .ThenBy(route => route.Match.Path.Kind switch { PathConditionKind.Exact => 0, PathConditionKind.Regex => 1, _ => 2 })
            .ThenByDescending(route => route.Match.Path.Value.TrimEnd('/').Length)
            .ThenBy(route => route.Match.Method is null)
            .ThenByDescending(route => route.Match.Headers.Length)
            .ThenByDescending(route => route.Match.Query.Length)
            .ThenByDescending(route => route.Match.Cookies.Length)
            .ThenBy(route => route.Match.Created)
            .ThenBy(route => route.Match.Owner, StringComparer.Ordinal)
            .ThenBy(route => route.Match.Position)
            .ThenBy(route => route.Match.Choice, StringComparer.Ordinal)
            .ThenBy(route => route.Id, StringComparer.Ordinal)
            .ToList();
        if (matching is not [var first, ..])
            return [];

        var picked = matching.Where(route => first.Match.Choice is null ? route == first
            : route.Match.Choice == first.Match.Choice && route.Match.Weight > 0).Select(route => route.Id).ToList();
        return picked.Count == 0 ? ["500"] : picked;
    }

    private static int HostLength(PreciseMatch match, string host) => match.Hosts.IsEmpty ? 0 : match.Hosts.Max(pattern =>
        !pattern.StartsWith('*') ? pattern == host ? 1_000 + pattern.Length : -1
        : host.EndsWith(pattern[1..], StringComparison.Ordinal) && host.Length > pattern.Length - 1
            && !(match.IsWildcardOneLabel && host[..^(pattern.Length - 1)].Contains('.', StringComparison.Ordinal))
            ? pattern.Length
            : -1);

    private static bool IsMatch(PreciseMatch match, HttpRequest request)
        => IsPath(match.Path, request.Path.Value!)
            && (match.Method is null || match.Method == request.Method)
            && match.Headers.All(header => request.Headers.TryGetValue(header.Name, out var values) && IsValue(header, values.ToString()))
            && match.Query.All(query => request.Query.TryGetValue(query.Name, out var values) && IsValue(query, values[0]!))
            && match.Cookies.All(cookie => request.Cookies.TryGetValue(cookie.Name, out var value) && IsValue(cookie, value));

    private static bool IsPath(PathCondition path, string value) => path.Kind switch
    {
        PathConditionKind.Exact => value == path.Value,
        PathConditionKind.Regex => Regex.IsMatch(value, $"^(?:{path.Value})$"),
        _ => $"{value}/".StartsWith($"{path.Value.TrimEnd('/')}/", StringComparison.Ordinal),
    };

    private static bool IsValue(ValueCondition condition, string value)
        => condition.Kind == ValueConditionKind.Exact ? value == condition.Value : Regex.IsMatch(value, $"^(?:{condition.Value})$");
}

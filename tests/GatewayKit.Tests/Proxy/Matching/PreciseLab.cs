using GatewayKit.Configuration.Matching;
using GatewayKit.Edge;
using GatewayKit.Proxy.Matching;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace GatewayKit.Tests.Proxy.Matching;

/// <summary>Matches requests with endpoints of routes.</summary>
internal static class PreciseLab
{
    private static readonly RoutePattern s_pattern = RoutePatternFactory.Parse("/{**rest}");

    public static PreciseEndpoint Endpoint(string id, PreciseMatch match, bool answersPreflights = false)
    {
        var route = new PreciseRoute(id, match, answersPreflights);
        return new PreciseEndpoint(
            new RouteEndpoint(_ => Task.CompletedTask, s_pattern, 0, new EndpointMetadataCollection(route), id), route);
    }

    public static PreciseIndex Index(params IEnumerable<(string Id, PreciseMatch Match)> routes)
        => PreciseIndex.Empty.Change([], [.. routes.Select(route => Endpoint(route.Id, route.Match))]);

    public static DefaultHttpContext Request(
        string target, string host = "any.test", string method = "GET", params (string, string)[] headers)
    {
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var http = new DefaultHttpContext();
        http.Request.Method = method;
        http.Request.Path = new PathString(question < 0 ? target : target[..question]);
        http.Request.QueryString = new QueryString(question < 0 ? "" : target[question..]);
        http.Request.Headers.Host = host;
        foreach (var (name, value) in headers)
            http.Request.Headers.Append(name, value);
        return http;
    }

    /// <returns>The id of the matching route, the status that the request gets instead, or null for 404.</returns>
    public static string? Match(this PreciseIndex index, HttpContext http, IListenerFeature? listeners = null)
        => PreciseMatcher.Match(index, http, listeners)?.DisplayName;

    /// <summary>Matches a GET with the routes, which are named <c>a</c>, <c>b</c> and so on.</summary>
    public static string? Match(HttpContext http, params IEnumerable<PreciseMatch> routes)
        => Index(routes.Select((match, i) => (((char)('a' + i)).ToString(), match))).Match(http);

    public static PreciseMatch Prefix(string path) => new() { Path = new PathCondition(PathConditionKind.Prefix, path) };

    public static PreciseMatch Exact(string path) => new() { Path = new PathCondition(PathConditionKind.Exact, path) };

    public static PreciseMatch Regex(string path) => new() { Path = new PathCondition(PathConditionKind.Regex, path) };

    public static ValueCondition Equal(string name, string value) => new(name, ValueConditionKind.Exact, value);

    public static ValueCondition Like(string name, string value) => new(name, ValueConditionKind.Regex, value);
}

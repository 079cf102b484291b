using GatewayKit.Edge;
using GatewayKit.Proxy.Matching;
using GatewayKit.Proxy.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Explaining;

/// <summary>Explains which route matches a request, and why others don't.</summary>
internal sealed class RouteExplainer
{
    private readonly Endpoint[] _endpoints;
    private readonly PreciseExplainer _precise;
    private readonly RouteMatcherBuilder _matchers;

    public RouteExplainer(IEndpointRouteBuilder endpoints)
    {
        _endpoints = [.. endpoints.DataSources.SelectMany(s => s is RouteTable table ? Partitioned(table) : s.Endpoints)];
        _precise = new PreciseExplainer(endpoints.DataSources.OfType<RouteTable>().SelectMany(table => table.Served));
        _matchers = RouteMatcherBuilder.Create(endpoints.ServiceProvider);
    }

    public static RouteModel? ModelOf(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<RouteModel>();

    /// <summary>Returns the id of the route of an endpoint; null if it is another endpoint.</summary>
    public static string? RouteIdOf(Endpoint? endpoint) => ModelOf(endpoint)?.Config.RouteId;

    public static ExplainedRoute Describe(Endpoint endpoint, string? mismatch)
    {
        var config = ModelOf(endpoint)!.Config;
        var path = PreciseRoute.Of(endpoint)?.Match.Path.Value ?? config.Match.Path;
        return new ExplainedRoute(config.RouteId, path, config.Order ?? 0, mismatch);
    }

    /// <summary>Matches a request as <see cref="RouteTableVersion.MatchAsync"/> does.</summary>
    public async Task<Endpoint?> MatchAsync(HttpContext http)
    {
        if (http.Features.Get<IListenerFeature>() is { } listeners)
            return _precise.Match(http, listeners);

        var endpoint = await MatchAsync(http, _endpoints).ConfigureAwait(false);
        return endpoint is RouteEndpoint ? endpoint : _precise.Match(http, null) ?? endpoint;
    }

    /// <summary>Matches each other route alone, first with the request, then without the parts that may keep it from matching.</summary>
    public async Task<IReadOnlyList<ExplainedRoute>> OthersAsync(HttpContext http, Endpoint? winner)
    {
        var others = new List<ExplainedRoute>();
        var listeners = http.Features.Get<IListenerFeature>();
        foreach (var (endpoint, mismatch) in _precise.Others(http, listeners, winner))
            others.Add(Describe(endpoint, mismatch));
        foreach (var endpoint in _endpoints
            .OfType<RouteEndpoint>()
            .Where(e => listeners is null && e != winner && ModelOf(e) is not null && PathMatches(e, http)))
        {
            var matches = await MatchAsync(http, [endpoint]).ConfigureAwait(false) == endpoint;
            others.Add(Describe(endpoint, matches ? null : Mismatch(endpoint, http)));
        }

        return [.. others.OrderBy(o => o.Order).ThenBy(o => o.Id, StringComparer.Ordinal)];
    }

    /// <summary>Returns the endpoints without those with a precise match, which the host's routing doesn't match.</summary>
    private static IEnumerable<Endpoint> Partitioned(RouteTable table)
        => table.Served.Where(endpoint => PreciseRoute.Of(endpoint) is null);

    private async Task<Endpoint?> MatchAsync(HttpContext http, Endpoint[] endpoints)
    {
        await _matchers.Build(endpoints).MatchAsync(http).ConfigureAwait(false);
        return http.GetEndpoint();
    }

    private static bool PathMatches(RouteEndpoint endpoint, HttpContext http)
        => new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(http.Request.Path, []);

    private static string Mismatch(RouteEndpoint endpoint, HttpContext http)
    {
        var match = ModelOf(endpoint)!.Config.Match;
        if (match.Methods is { Count: > 0 } methods && !methods.Contains(http.Request.Method, StringComparer.OrdinalIgnoreCase))
            return "method";
        if (match.Hosts is { Count: > 0 })
            return "host";

        return match.Headers is { Count: > 0 } ? "headers" : match.QueryParameters is { Count: > 0 } ? "query" : "path";
    }
}
